package org.sluicemta.console.jmx;

import java.util.List;

/**
 * The result of a reload.
 *
 * @param changed files that have changed and are now in force
 * @param needRestart files that have changed but need a restart
 * @param settings changed settings of sluice.xml, with the values in force
 * @param problems why nothing was changed; empty on success
 */
public record ReloadRow(List<String> changed, List<String> needRestart, List<String> settings, List<String> problems) {}
