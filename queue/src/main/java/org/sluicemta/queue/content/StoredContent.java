package org.sluicemta.queue.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.MessageContent;

/** Content in a store; read from there each time, a piece in memory at most. It remembers that it cannot be read. */
public final class StoredContent implements MessageContent {
    private final ContentRef ref;
    private final Supplier<InputStream> reading;
    private volatile @Nullable UnreadableContentException unreadable;

    StoredContent(ContentRef ref, Supplier<InputStream> reading) {
        this.ref = ref;
        this.reading = reading;
    }

    public ContentRef ref() {
        return ref;
    }

    /** Why a reader found that nobody will ever read it, or null. */
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
