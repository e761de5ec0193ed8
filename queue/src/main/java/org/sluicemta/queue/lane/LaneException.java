package org.sluicemta.queue.lane;

/** The broker didn't do what it was asked. The message says what and why. */
public final class LaneException extends Exception {
    private static final long serialVersionUID = 1;

    public LaneException(String message, Throwable cause) {
        super(message, cause);
    }
}
