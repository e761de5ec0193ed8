package org.sluicemta.queue.broker;

/** The broker could not be started, reached or queried. The message says which and what to check. */
public final class BrokerException extends Exception {
    private static final long serialVersionUID = 1;

    public BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
