package org.sluicemta.console.jmx;

import java.util.List;
import org.sluicemta.conf.CheckedConfiguration;
import org.sluicemta.config.Problem;

/**
 * What a check of the configuration found, one line each.
 *
 * @param problems what would keep a server from starting
 * @param warnings what works but is probably not intended
 */
public record CheckRow(List<String> problems, List<String> warnings) {
    public static CheckRow of(CheckedConfiguration checked) {
        return new CheckRow(
                checked.problems().stream().map(Problem::toString).toList(),
                checked.warnings().stream().map(Problem::toString).toList());
    }
}
