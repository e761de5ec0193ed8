package org.sluicemta.conf;

import java.util.List;
import java.util.Optional;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;

/**
 * The result of a check.
 *
 * @param read empty when the files can't be read or contradict each other
 * @param problems what prevents a start or a reload
 * @param warnings what works but is probably not intended
 */
public record CheckedConfiguration(Optional<ServerConfiguration> read, List<Problem> problems, List<Problem> warnings) {
    public CheckedConfiguration {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** The configuration, if nothing is wrong with it. */
    public ServerConfiguration orThrow() throws ConfigurationException {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return read.orElseThrow();
    }
}
