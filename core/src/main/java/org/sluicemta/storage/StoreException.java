package org.sluicemta.storage;

/** What is kept cannot be read or written now. The message says where and what; nothing was written by half. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
