package org.sluicemta.console.cli;

import org.sluicemta.console.jmx.Callers;

/** Who runs the command, for the audit. */
final class Operator {
    private Operator() {}

    /** {@code cli:anna}: the user behind sudo if there is one, else the owner of the process. */
    static String name() {
        String person = System.getenv("SUDO_USER");
        return Callers.CLI + (person == null || person.isBlank() ? owner() : person);
    }

    /** The owner of the process itself, because cron, systemd and containers don't set USER. */
    private static String owner() {
        return ProcessHandle.current()
                .info()
                .user()
                .orElseGet(() ->
                        System.getenv().getOrDefault("LOGNAME", System.getenv().getOrDefault("USER", "unknown")));
    }
}
