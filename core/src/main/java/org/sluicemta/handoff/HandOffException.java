package org.sluicemta.handoff;

/** What was staged could not be committed; none of it is queued. */
public final class HandOffException extends Exception {
    private static final long serialVersionUID = 1;

    public HandOffException(String message, Throwable cause) {
        super(message, cause);
    }
}
