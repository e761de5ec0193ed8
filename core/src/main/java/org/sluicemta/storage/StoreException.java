package org.sluicemta.storage;

/** Stored data can't be read or written at the moment. The message says where and what. Nothing was half written. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
