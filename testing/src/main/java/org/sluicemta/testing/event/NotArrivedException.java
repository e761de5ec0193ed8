package org.sluicemta.testing.event;

import java.time.Duration;

/** What was waited for did not come in time. The message says what was wanted and what had come instead. */
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
