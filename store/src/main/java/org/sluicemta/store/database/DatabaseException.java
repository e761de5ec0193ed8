package org.sluicemta.store.database;

import org.sluicemta.storage.StoreException;

/** The database cannot be opened or brought up to date. The message says where, what and what to do about it. */
public final class DatabaseException extends StoreException {
    private static final long serialVersionUID = 1;

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
