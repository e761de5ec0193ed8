package org.sluicemta.smtp.chain;

/** The chain failed for a reason that may pass. The client gets 451 and keeps the message. */
public final class ChainFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ChainFailure(String message) {
        super(message);
    }

    public ChainFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
