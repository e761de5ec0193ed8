package org.sluicemta.testing.smtp;

import java.util.List;

/** The server said something unexpected. The message ends with the talk so far. */
public final class SmtpTalkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param what what was wrong
     * @param talk the lines exchanged so far
     */
    public SmtpTalkException(String what, List<String> talk) {
        super(what + "; the talk was:\n" + String.join("\n", talk));
    }
}
