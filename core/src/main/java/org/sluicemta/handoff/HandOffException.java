package org.sluicemta.handoff;

/** The staged mail could not be committed. None of it is queued. */
public class HandOffException extends Exception {
    private static final long serialVersionUID = 1;

    /** Not enough disk space for everything staged. */
    public static final class NoRoom extends HandOffException {
        private static final long serialVersionUID = 1;

        public NoRoom(String message) {
            super(message);
        }
    }

    public HandOffException(String message) {
        super(message);
    }

    public HandOffException(String message, Throwable cause) {
        super(message, cause);
    }
}
