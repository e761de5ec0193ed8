package org.sluicemta.delivery.outcome;

/** The event log or the database could not store what must be durable before an acknowledgement. */
public final class SettlingException extends Exception {
    private static final long serialVersionUID = 1;

    SettlingException(String message, Throwable cause) {
        super(message, cause);
    }
}
