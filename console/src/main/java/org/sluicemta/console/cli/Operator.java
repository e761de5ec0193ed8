package org.sluicemta.console.cli;

import java.util.Map;

/** Who runs the command, for the audit. */
final class Operator {
    private Operator() {}

    /** {@code cli:anna}: the person behind sudo where there is one. */
    static String name() {
        Map<String, String> environment = System.getenv();
        String user = environment.getOrDefault("SUDO_USER", environment.getOrDefault("USER", "unknown"));
        return "cli:" + user;
    }
}
