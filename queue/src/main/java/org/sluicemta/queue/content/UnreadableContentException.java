package org.sluicemta.queue.content;

import java.io.IOException;

/** Content that a reference names but that can't be read. Retrying doesn't help. */
public final class UnreadableContentException extends IOException {
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Fault {
        /**
         * It was not yet on disk when the server or its disk stopped, so nobody was told that the message was accepted.
         * The envelope can be dropped.
         */
        NEVER_WRITTEN,
        /** It was on disk and is gone: a file was removed, or an older copy of the directory was restored. */
        MISSING,
        /** What is there is damaged or is something else. */
        DAMAGED
    }

    private final Fault fault;

    UnreadableContentException(Fault fault, ContentRef ref, String what) {
        super("content " + ref + ": " + what);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
