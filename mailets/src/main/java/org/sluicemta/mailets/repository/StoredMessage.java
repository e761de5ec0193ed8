package org.sluicemta.mailets.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.server.core.MimeMessageSource;

/** A stored message, read from its file each time. */
final class StoredMessage implements MimeMessageSource {
    private final Path file;

    StoredMessage(Path file) {
        this.file = file;
    }

    @Override
    public String getSourceId() {
        return file.toString();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public long getMessageSize() throws IOException {
        return Files.size(file);
    }
}
