package org.sluicemta.console.cli;

import org.sluicemta.console.jmx.Callers;

/** Who runs the command, for the audit. */
final class Operator {
    private Operator() {}

    /** {@code cli:anna}: the person behind sudo where there is one, else the one whose process this is. */
    static String name() {
        String person = System.getenv("SUDO_USER");
        return Callers.CLI + (person == null || person.isBlank() ? owner() : person);
    }

    /** Of the process itself: cron, systemd and containers set no USER. */
    private static String owner() {
        return ProcessHandle.current()
                .info()
                .user()
                .orElseGet(() ->
                        System.getenv().getOrDefault("LOGNAME", System.getenv().getOrDefault("USER", "unknown")));
    }
}
