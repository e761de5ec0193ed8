package org.sluicemta.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Content in memory. The array isn't copied; the caller must not change it afterwards. */
public final class BytesContent implements MessageContent {
    private final byte[] bytes;

    public BytesContent(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    @Override
    public Optional<List<ByteBuffer>> inMemory() {
        return Optional.of(List.of(ByteBuffer.wrap(bytes)));
    }

    /** The array itself, not a copy. Must not be modified. */
    public byte[] array() {
        return bytes;
    }
}
