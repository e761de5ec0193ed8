package org.sluicemta.queue.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.MessageContent;

/** Content in a store, read from there each time with at most one piece in memory. It remembers if it can't be read. */
public final class StoredContent implements MessageContent {
    private final ContentRef ref;
    private final Supplier<InputStream> reading;
    private final Supplier<Optional<List<ByteBuffer>>> memory;
    private volatile @Nullable UnreadableContentException unreadable;

    /** @param memory the pieces, if the store has them in memory; empty if it must read them */
    StoredContent(ContentRef ref, Supplier<InputStream> reading, Supplier<Optional<List<ByteBuffer>>> memory) {
        this.ref = ref;
        this.reading = reading;
        this.memory = memory;
    }

    public ContentRef ref() {
        return ref;
    }

    /** Why it is permanently unreadable, or null. */
    public @Nullable UnreadableContentException unreadable() {
        return unreadable;
    }

    @Override
    public long size() {
        return ref.length();
    }

    @Override
    public InputStream open() {
        return new Remembering(reading.get());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            in.transferTo(out);
        }
    }

    @Override
    public Optional<List<ByteBuffer>> inMemory() {
        return memory.get();
    }

    private final class Remembering extends FilterInputStream {
        Remembering(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (UnreadableContentException e) {
                throw remembered(e);
            }
        }

        @Override
        public int read(byte[] octets, int offset, int length) throws IOException {
            try {
                return in.read(octets, offset, length);
            } catch (UnreadableContentException e) {
                throw remembered(e);
            }
        }

        @Override
        public long transferTo(OutputStream out) throws IOException {
            try {
                return in.transferTo(out);
            } catch (UnreadableContentException e) {
                throw remembered(e);
            }
        }

        private UnreadableContentException remembered(UnreadableContentException e) {
            unreadable = e;
            return e;
        }
    }
}
