package org.sluicemta.queue.content;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A disk that keeps what was flushed, and of the rest what it likes: at a crash it drops any of the writes since the last
 * flush, in any order, as a power cut does. It can be told to be full, and to fail flushes.
 */
final class ForgetfulFiles implements SegmentFiles {
    private final DiskFiles disk;
    private final Random random;
    private final Map<Long, Written> open = new ConcurrentHashMap<>();
    volatile boolean full;
    volatile boolean flushFails;
    private volatile boolean dead;

    ForgetfulFiles(DiskFiles disk, Random random) {
        this.disk = disk;
        this.random = random;
    }

    private record Extent(long position, int length) {}

    private final class Written implements Writing {
        private final Writing file;
        private final List<Extent> unflushed = new ArrayList<>();
        private long size;
        private long flushedSize;

        Written(Writing file) {
            this.file = file;
        }

        @Override
        public synchronized void write(ByteBuffer octets, long position) throws IOException {
            alive();
            if (full) {
                int some = octets.remaining() / 2;
                put(octets.slice(octets.position(), some), position);
                throw new IOException("No space left on device");
            }
            put(octets, position);
        }

        private void put(ByteBuffer octets, long position) throws IOException {
            unflushed.add(new Extent(position, octets.remaining()));
            size = Math.max(size, position + octets.remaining());
            file.write(octets, position);
        }

        @Override
        public void force() throws IOException {
            List<Extent> before;
            long sizeBefore;
            synchronized (this) {
                before = List.copyOf(unflushed);
                sizeBefore = size;
            }
            alive();
            if (flushFails) {
                throw new IOException("Input/output error");
            }
            synchronized (this) {
                alive();
                unflushed.removeAll(before);
                flushedSize = Math.max(flushedSize, sizeBefore);
            }
        }

        @Override
        public synchronized void truncate(long to) throws IOException {
            size = to;
            flushedSize = Math.min(flushedSize, to);
            file.truncate(to);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }

        synchronized void forget(Writing again) throws IOException {
            long end = flushedSize + (size > flushedSize ? random.nextLong(size - flushedSize + 1) : 0);
            for (Extent extent : unflushed) {
                if (random.nextBoolean() && extent.position() < end) {
                    int from = random.nextInt(extent.length() + 1);
                    again.write(ByteBuffer.allocate(extent.length() - from), extent.position() + from);
                }
            }
            again.truncate(end);
        }
    }

    private void alive() throws IOException {
        if (dead) {
            throw new IOException("the machine is off");
        }
    }

    /** The power goes. What the store still does after this comes to nothing. */
    void cut() {
        dead = true;
    }

    /** The disk as it is found afterwards. */
    void forget() throws IOException {
        for (Map.Entry<Long, Written> each : open.entrySet()) {
            if (disk.segments().contains(each.getKey())) {
                try (Writing again = disk.reopen(each.getKey())) {
                    each.getValue().forget(again);
                }
            }
        }
    }

    @Override
    public Closeable lock() throws IOException {
        return disk.lock();
    }

    @Override
    public void removeDrafts() throws IOException {
        disk.removeDrafts();
    }

    @Override
    public Writing create(long segment) throws IOException {
        alive();
        Written written = new Written(disk.create(segment));
        open.put(segment, written);
        return written;
    }

    @Override
    public Writing reopen(long segment) throws IOException {
        Written written = new Written(disk.reopen(segment));
        try (FileChannel file = disk.read(segment)) {
            written.size = file.size();
            written.flushedSize = file.size();
        }
        open.put(segment, written);
        return written;
    }

    @Override
    public FileChannel read(long segment) throws IOException {
        return disk.read(segment);
    }

    /** A deletion is not flushed, so the file may be there again. */
    @Override
    public void delete(long segment) throws IOException {
        alive();
        if (random.nextInt(4) > 0) {
            disk.delete(segment);
        }
    }

    @Override
    public SortedSet<Long> segments() throws IOException {
        return disk.segments();
    }

    @Override
    public void writeMoves(long segment, byte[] moves) throws IOException {
        alive();
        disk.writeMoves(segment, moves);
    }

    @Override
    public byte[] readMoves(long segment) throws IOException {
        return disk.readMoves(segment);
    }

    @Override
    public void deleteMoves(long segment) throws IOException {
        alive();
        disk.deleteMoves(segment);
    }

    @Override
    public SortedSet<Long> moved() throws IOException {
        return disk.moved();
    }

    @Override
    public long usable() throws IOException {
        return full ? 0 : disk.usable();
    }
}
