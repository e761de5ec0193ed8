package org.sluicemta.console.jmx;

/** {@code org.sluicemta:type=Configuration}: reloads and checks the files while the server runs. */
public interface ConfigurationMXBean {
    /** Reads everything again; one problem anywhere leaves everything as it was. */
    ReloadRow reload();

    /** What a start with the files as they are now would find wrong. Changes nothing. */
    CheckRow check();
}
