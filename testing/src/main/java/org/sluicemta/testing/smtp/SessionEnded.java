package org.sluicemta.testing.smtp;

import java.io.IOException;

/** Ends a session from within. The connection is to be closed, and nothing is wrong, so there is no stack trace. */
final class SessionEnded extends IOException {
    private static final long serialVersionUID = 1L;

    SessionEnded(String why) {
        super(why);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
