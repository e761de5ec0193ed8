package org.sluicemta.queue.lane;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sluicemta.mail.MessageContent;

/**
 * Large content while it is being delivered: the broker streams a large message only once, but a delivery may need it
 * more often, so it is kept in a file until it is settled.
 */
final class SpooledContent implements MessageContent, AutoCloseable {
    private final Path file;
    private final long size;

    SpooledContent(Path file, long size) {
        this.file = file;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Files.copy(file, out);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
