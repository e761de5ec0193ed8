package org.sluicemta.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a message: headers and body, CRLF line ends, not dot-stuffed. It can be read any number of times while
 * its owner keeps it: content passed to the chain until the hook returns, content of a lane until it is acknowledged.
 * Implementations avoid copying.
 */
public interface MessageContent {
    /** Size in octets. */
    long size();

    InputStream open() throws IOException;

    void writeTo(OutputStream out) throws IOException;

    /**
     * The content in parts, in order, when all of it is in memory right now; empty when reading may wait for the disk.
     * Each part has its own array, which must not be modified.
     */
    default Optional<List<ByteBuffer>> inMemory() {
        return Optional.empty();
    }
}
