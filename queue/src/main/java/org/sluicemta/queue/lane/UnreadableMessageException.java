package org.sluicemta.queue.lane;

import org.apache.activemq.artemis.api.core.ICoreMessage;

/** A queue message that cannot be decoded. It goes to the dead letter queue; reading it again cannot help. */
public final class UnreadableMessageException extends Exception {
    private static final long serialVersionUID = 1;

    public UnreadableMessageException(ICoreMessage message, Throwable cause) {
        super(
                "message " + message.getMessageID() + " of " + message.getAddress() + " is not in our form: "
                        + cause.getMessage(),
                cause);
    }
}
