package org.sluicemta.conf;

import java.util.List;
import org.sluicemta.config.Problem;

/** The result of a reload. */
public sealed interface ReloadResult {
    /**
     * The new files are in force.
     *
     * @param changed changed files now in force
     * @param needRestart changed files that need a restart
     * @param settings changed settings of sluice.xml, one per line, with the value in force
     */
    record Reloaded(List<String> changed, List<String> needRestart, List<String> settings) implements ReloadResult {
        public Reloaded {
            changed = List.copyOf(changed);
            needRestart = List.copyOf(needRestart);
            settings = List.copyOf(settings);
        }
    }

    /** Nothing was changed, because of these problems. */
    record Refused(List<Problem> problems) implements ReloadResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
