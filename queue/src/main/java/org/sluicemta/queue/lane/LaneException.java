package org.sluicemta.queue.lane;

/** The broker couldn't do what was requested. The message says what and why. */
public final class LaneException extends Exception {
    private static final long serialVersionUID = 1;

    public LaneException(String message, Throwable cause) {
        super(message, cause);
    }
}
