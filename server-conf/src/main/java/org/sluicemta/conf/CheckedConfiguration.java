package org.sluicemta.conf;

import java.util.List;
import java.util.Optional;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;

/**
 * What a check found.
 *
 * @param read empty when the files cannot be read or do not fit each other
 * @param problems what keeps a server from starting, or a reload from being done
 * @param warnings what works, but is hardly what is wanted
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
