package org.sluicemta.console.jmx;

import java.util.List;

/** {@code org.sluicemta:type=Configuration}: reloads and checks the files while the server runs. */
public interface ConfigurationMXBean {
    /**
     * Reloads everything. With one problem anywhere, nothing is changed.
     *
     * @param by who asks, for the audit
     */
    ReloadRow reload(String by);

    /** What a start with the files as they are now would find wrong. Changes nothing. */
    CheckRow check();

    /** Every setting in force, with the environment that the server was started with; secrets are hidden. */
    List<SettingRow> getSettings();
}
