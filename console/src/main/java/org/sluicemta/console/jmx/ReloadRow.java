package org.sluicemta.console.jmx;

import java.util.List;

/**
 * What came of a reload.
 *
 * @param changed files that differ from what was in force and now count
 * @param needRestart files that differ but count only after a restart
 * @param settings those of sluice.xml that differ, with what is in force
 * @param problems why nothing was changed; empty when it was
 */
public record ReloadRow(List<String> changed, List<String> needRestart, List<String> settings, List<String> problems) {}
