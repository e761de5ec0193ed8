package org.sluicemta.queue.lane;

/** The broker did not do what was asked of it. The message says what and why. */
public final class LaneException extends Exception {
    private static final long serialVersionUID = 1;

    public LaneException(String message, Throwable cause) {
        super(message, cause);
    }
}
