package org.sluicemta.handoff;

/** What was staged could not be committed; none of it is queued. */
public class HandOffException extends Exception {
    private static final long serialVersionUID = 1;

    /** There is no room on the disk for all that was staged. */
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
