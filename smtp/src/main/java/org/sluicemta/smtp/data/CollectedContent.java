package org.sluicemta.smtp.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.apache.commons.io.input.UnsynchronizedByteArrayInputStream;
import org.apache.james.server.core.MimeMessageSource;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.HeaderEnd;
import org.sluicemta.mail.MessageContent;

/**
 * The content of an accepted message, for both James and the hand-off, in memory or in an unnamed file. Reading doesn't
 * copy. It belongs to the transaction that received it. James never disposes of it, so a chain can share it between the
 * halves of a split mail.
 */
public final class CollectedContent implements MessageContent, MimeMessageSource, AutoCloseable {
    private final byte[] memory;
    private final int inMemory;
    private final @Nullable FileChannel file;
    private final ContentBudget budget;
    private boolean closed;

    CollectedContent(byte[] memory, int inMemory, @Nullable FileChannel file, ContentBudget budget) {
        this.memory = memory;
        this.inMemory = inMemory;
        this.file = file;
        this.budget = budget;
    }

    @Override
    public long size() {
        FileChannel channel = file;
        if (channel == null) {
            return inMemory;
        }
        try {
            return channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the size of a message being received", e);
        }
    }

    @Override
    public InputStream open() {
        return open(0);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        writeTo(out, 0);
    }

    /** Everything after the empty line that ends the header; empty when there is none. */
    MessageContent body() throws IOException {
        try (InputStream in = open()) {
            return new Rest(this, HeaderEnd.skip(in));
        }
    }

    private InputStream open(long from) {
        FileChannel channel = file;
        return channel == null
                ? new UnsynchronizedByteArrayInputStream(memory, (int) from, inMemory - (int) from)
                : new FileContentStream(channel, from);
    }

    private void writeTo(OutputStream out, long from) throws IOException {
        FileChannel channel = file;
        if (channel == null) {
            out.write(memory, (int) from, inMemory - (int) from);
        } else {
            channel.transferTo(from, channel.size() - from, Channels.newChannel(out));
        }
    }

    @Override
    public String getSourceId() {
        return "received-" + Integer.toHexString(System.identityHashCode(this));
    }

    @Override
    public InputStream getInputStream() {
        return open();
    }

    @Override
    public long getMessageSize() {
        return size();
    }

    /** Frees memory and file. Nothing may read it afterwards. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        budget.release(memory.length);
        FileChannel channel = file;
        if (channel != null) {
            closeQuietly(channel);
        }
    }

    private record Rest(CollectedContent whole, long from) implements MessageContent {
        @Override
        public long size() {
            return whole.size() - from;
        }

        @Override
        public InputStream open() {
            return whole.open(from);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            whole.writeTo(out, from);
        }
    }

    static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the file of a received message", e);
        }
    }
}
