package org.sluicemta.console.cli;

/** Exit codes of the command line, as in BSD's sysexits. */
public enum ExitCode {
    OK(0),
    /** The command ran and its answer is no: not suppressed, a demo step failed. */
    NEGATIVE(1),
    USAGE(64),
    DATA(65),
    NO_INPUT(66),
    UNAVAILABLE(69),
    SOFTWARE(70),
    IO(74),
    NO_PERMISSION(77),
    CONFIGURATION(78);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
