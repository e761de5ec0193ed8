package org.sluicemta.smtp.chain;

/** A message went wrong in the chain, for a reason that may pass: the client keeps it and is answered 451. */
public final class ChainFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ChainFailure(String message) {
        super(message);
    }

    public ChainFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
