package org.sluicemta.console.jmx;

/** {@code org.sluicemta:type=Configuration}: takes up changed files while the server runs. */
public interface ConfigurationMXBean {
    /** Reads everything again; one problem anywhere leaves everything as it was. */
    ReloadRow reload();
}
