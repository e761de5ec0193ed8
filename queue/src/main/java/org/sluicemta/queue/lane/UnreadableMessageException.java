package org.sluicemta.queue.lane;

import org.apache.activemq.artemis.api.core.ICoreMessage;

/** A message in one of our queues that is not in our form. It goes to the dead letters; reading it again cannot help. */
public final class UnreadableMessageException extends Exception {
    private static final long serialVersionUID = 1;

    public UnreadableMessageException(ICoreMessage message, Throwable cause) {
        super(
                "message " + message.getMessageID() + " of " + message.getAddress() + " is not in our form: "
                        + cause.getMessage(),
                cause);
    }
}
