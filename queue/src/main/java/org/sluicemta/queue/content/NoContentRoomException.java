package org.sluicemta.queue.content;

import java.io.IOException;

/** The disk of the content store is full. */
public final class NoContentRoomException extends IOException {
    private static final long serialVersionUID = 1;

    NoContentRoomException(IOException cause) {
        super("the content of the message could not be written: " + cause.getMessage(), cause);
    }
}
