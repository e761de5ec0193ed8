package org.sluicemta.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a message, headers and body, CRLF line ends, not dot-stuffed. Readable any number of times for as long
 * as its owner keeps it: content handed to the chain is gone when the hook returns, content of a lane is held until it
 * is acknowledged. Implementations do not copy where they need not.
 */
public interface MessageContent {
    /** Size in octets. */
    long size();

    InputStream open() throws IOException;

    void writeTo(OutputStream out) throws IOException;

    /**
     * The content in parts, in their order, when all of it is in memory at this moment; empty when reading it may wait for a
     * disk. The parts have arrays of their own and are read only.
     */
    default Optional<List<ByteBuffer>> inMemory() {
        return Optional.empty();
    }
}
