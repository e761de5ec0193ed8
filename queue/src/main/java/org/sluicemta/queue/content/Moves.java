package org.sluicemta.queue.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Where the records of a deleted segment have been moved. Twelve octets a record, because there may be a million. */
final class Moves {
    private static final int MAGIC = 0x534C434D;
    private static final int FRAME = 4 + 8 + 8 + 4 + 4;
    private static final int ENTRY = 8;

    private final long segment;
    private final long target;
    private final int[] from;
    private final int[] to;
    /** Moved records that are still held. */
    private int live;

    /** A place in a segment. */
    record Place(long segment, long offset) {}

    /**
     * @param target the segment they were moved to
     * @param from offsets in the old segment, ascending
     * @param to offsets in the new one
     */
    Moves(long segment, long target, long[] from, long[] to) {
        this(segment, target, units(from), units(to));
    }

    private Moves(long segment, long target, int[] from, int[] to) {
        this.segment = segment;
        this.target = target;
        this.from = from;
        this.to = to;
        this.live = from.length;
    }

    private static int[] units(long[] offsets) {
        return Arrays.stream(offsets)
                .mapToInt(offset -> Math.toIntExact(offset / RecordFormat.UNIT))
                .toArray();
    }

    long segment() {
        return segment;
    }

    long target() {
        return target;
    }

    /** Where a record is now, or null if it wasn't moved. */
    @Nullable
    Place of(long offset) {
        int found = Arrays.binarySearch(from, (int) (offset / RecordFormat.UNIT));
        return found < 0 ? null : new Place(target, to[found] * (long) RecordFormat.UNIT);
    }

    /** One of the records is no longer held. Returns true if it was the last. */
    boolean died() {
        return --live <= 0;
    }

    void live(int records) {
        live = records;
    }

    void countLive(LongPredicate isHeld) {
        live = (int) Arrays.stream(from)
                .mapToLong(unit -> unit * (long) RecordFormat.UNIT)
                .filter(isHeld)
                .count();
    }

    boolean isDead() {
        return live <= 0;
    }

    byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(FRAME + from.length * ENTRY);
        out.putInt(MAGIC).putLong(segment).putLong(target).putInt(from.length);
        for (int i = 0; i < from.length; i++) {
            out.putInt(from[i]).putInt(to[i]);
        }
        out.putInt(RecordFormat.crc(out.array(), 0, out.position()));
        return out.array();
    }

    /** @throws IOException if it is damaged; without it content can't be found, so the server must not start */
    static Moves read(long segment, byte[] octets) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(octets);
        int sealed = octets.length - Integer.BYTES;
        boolean valid = octets.length >= FRAME
                && in.getInt(sealed) == RecordFormat.crc(octets, 0, sealed)
                && in.getInt() == MAGIC
                && in.getLong() == segment;
        if (!valid) {
            throw new IOException("the content store's list of moved records of segment " + Long.toHexString(segment)
                    + " is damaged. Restore the data directory from a backup, or remove the list and lose that"
                    + " content");
        }
        long target = in.getLong();
        int count = in.getInt();
        int[] from = new int[count];
        int[] to = new int[count];
        for (int i = 0; i < count; i++) {
            from[i] = in.getInt();
            to[i] = in.getInt();
        }
        return new Moves(segment, target, from, to);
    }
}
