package org.sluicemta.smtp.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.smtp.frame.ContentSink;

/**
 * Collects the octets of a message as they arrive, first in memory, then in a file once the message is large or memory
 * is short. The file is unlinked as soon as it is open, so neither a lost connection nor a crash leaves it behind.
 * Octets beyond the size limit are counted but not kept. If the disk can't be written, {@link #failure()} says so and
 * the rest is dropped, so that the session stays in sync.
 */
public final class MessageCollector implements ContentSink, AutoCloseable {
    private static final int FIRST = 8 * 1024;

    /** Clients without relay rights have reached their common content limit. */
    public static final class CrowdedException extends IOException {
        private static final long serialVersionUID = 1;

        private CrowdedException() {
            super("clients who may not relay have as much content under way as they may together");
        }
    }

    private final Spool spool;
    private final long limit;
    private final boolean fromStranger;
    private byte[] memory = new byte[0];
    private int inMemory;
    private @Nullable FileChannel file;
    private long size;
    private long charged;
    private @Nullable IOException failure;
    private boolean handedOn;

    /**
     * @param limit maximum message size in octets; 0 for no limit
     * @param fromStranger whether the client has no relay rights; content of all such clients is limited together
     */
    public MessageCollector(Spool spool, long limit, boolean fromStranger) {
        this.spool = spool;
        this.limit = limit;
        this.fromStranger = fromStranger;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        size += length;
        if (failure != null) {
            return;
        }
        if (tooLarge()) {
            release();
            return;
        }
        try {
            charge(length);
            keep(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            release();
        }
    }

    /** Octets so far, including dropped ones. */
    public long size() {
        return size;
    }

    public boolean tooLarge() {
        return limit > 0 && size > limit;
    }

    public @Nullable IOException failure() {
        return failure;
    }

    /** The complete content. The caller closes it; closing the collector then does nothing. */
    public CollectedContent finish() {
        handedOn = true;
        discharge();
        return new CollectedContent(memory, inMemory, file, spool.budget());
    }

    @Override
    public void close() {
        if (!handedOn) {
            release();
        }
    }

    private void charge(int length) throws IOException {
        if (!fromStranger) {
            return;
        }
        if (!spool.strangers().reserve(length)) {
            throw new CrowdedException();
        }
        charged += length;
    }

    private void discharge() {
        spool.strangers().release(charged);
        charged = 0;
    }

    private void keep(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && !makeRoom(length)) {
            file = open();
            writeFully(file, memory, 0, inMemory);
            spool.budget().release(memory.length);
            memory = new byte[0];
            inMemory = 0;
        }
        FileChannel target = file;
        if (target != null) {
            writeFully(target, bytes, offset, length);
        } else {
            System.arraycopy(bytes, offset, memory, inMemory, length);
            inMemory += length;
        }
    }

    private boolean makeRoom(int length) {
        int needed = inMemory + length;
        if (needed <= memory.length) {
            return true;
        }
        if (needed > spool.threshold()) {
            return false;
        }
        int grown = Math.min(spool.threshold(), Math.max(FIRST, Math.max(needed, memory.length * 2)));
        if (!spool.budget().reserve(grown - memory.length)) {
            return false;
        }
        memory = Arrays.copyOf(memory, grown);
        return true;
    }

    private FileChannel open() throws IOException {
        Path path = spool.directory().resolve("receiving-" + UUID.randomUUID());
        return OwnerOnly.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE));
    }

    private static void writeFully(FileChannel file, byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    private void release() {
        discharge();
        spool.budget().release(memory.length);
        memory = new byte[0];
        inMemory = 0;
        FileChannel open = file;
        file = null;
        if (open != null) {
            CollectedContent.closeQuietly(open);
        }
    }
}
