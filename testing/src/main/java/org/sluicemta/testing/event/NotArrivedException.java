package org.sluicemta.testing.event;

import java.time.Duration;

/** What a test waited for didn't arrive in time. The message says what was expected and what had arrived instead. */
public final class NotArrivedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param wanted what was waited for, in words
     * @param waited how long
     * @param instead what is there instead
     */
    public NotArrivedException(String wanted, Duration waited, String instead) {
        super("waited " + waited.toMillis() + " ms for " + wanted + "; " + instead);
    }
}
