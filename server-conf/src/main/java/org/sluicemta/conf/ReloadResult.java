package org.sluicemta.conf;

import java.util.List;
import org.sluicemta.config.Problem;

/** What came of a reload. */
public sealed interface ReloadResult {
    /**
     * The new files are in force.
     *
     * @param changed files that differ from what was in force and now count
     * @param needRestart files that differ but count only after a restart
     * @param settings those of sluice.xml that differ, a line each, with what is in force
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
