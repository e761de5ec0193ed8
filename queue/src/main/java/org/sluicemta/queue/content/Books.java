package org.sluicemta.queue.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sluicemta.queue.content.UnreadableContentException.Fault;

/**
 * Which segments exist, who needs their records, and where records have been moved. Everything is under one lock, which
 * is never held while a file is read or written.
 */
final class Books {
    /** Called with what may be deleted. The lock is held, so it only records it. */
    interface Leftovers {
        void segment(Segment segment);

        void moves(long segment);
    }

    /** Where a record is now, and the moves that led there. */
    record Found(Segment segment, long offset, List<Moves> way) {}

    final ReentrantLock lock = new ReentrantLock();
    private final Leftovers leftovers;
    private final Map<Long, Segment> segments = new HashMap<>();
    private final Map<Long, Moves> moves = new HashMap<>();
    private long last;
    private volatile boolean allSeen;

    Books(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    /** Numbers keep rising over restarts; the clock ensures that even if all segments were deleted. */
    void beginAt(long number) {
        last = number;
    }

    /** A new segment. With the lock held. */
    Segment begin(SegmentFiles files) {
        Segment segment = new Segment(++last, files);
        segments.put(segment.number(), segment);
        return segment;
    }

    /** A segment that couldn't be written. */
    void abandon(Segment segment) {
        lock.lock();
        try {
            segments.remove(segment.number());
            leftovers.segment(segment);
        } finally {
            lock.unlock();
        }
    }

    /** A segment from before the start. */
    void recovered(Segment segment) {
        segment.releasedSinceStart = new Holds();
        segments.put(segment.number(), segment);
    }

    void recovered(Moves moved) {
        moves.put(moved.segment(), moved);
    }

    /** @throws UnreadableContentException if there is no such record */
    Found find(ContentRef ref) throws UnreadableContentException {
        lock.lock();
        try {
            Found found = follow(ref);
            if (found == null) {
                throw new UnreadableContentException(Fault.MISSING, ref, "its segment is gone");
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Found follow(ContentRef ref) {
        Moves.Place place = new Moves.Place(ref.segment(), ref.offset());
        List<Moves> way = List.of();
        Segment segment = segments.get(place.segment());
        while (segment == null) {
            Moves moved = moves.get(place.segment());
            place = moved == null ? null : moved.of(place.offset());
            if (moved == null || place == null) {
                return null;
            }
            way = way.isEmpty() ? new ArrayList<>() : way;
            way.add(moved);
            segment = segments.get(place.segment());
        }
        return new Found(segment, place.offset(), way);
    }

    void release(ContentRef ref, int[] recipients) {
        lock.lock();
        try {
            Found found = follow(ref);
            if (found == null) {
                return;
            }
            Segment segment = found.segment();
            Holds released = segment.releasedSinceStart;
            if (released != null) {
                released.hold(found.offset(), RecordFormat.size(ref.length()), recipients);
            } else if (segment.holds.release(found.offset(), recipients)) {
                found.way().stream().filter(Moves::died).forEach(this::drop);
                dropIfFree(segment);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Deletes a finished segment if nobody needs it. With the lock held. */
    void dropIfFree(Segment segment) {
        if (segment.sealed && segment.holds.count() == 0 && segment.releasedSinceStart == null) {
            segments.remove(segment.number());
            leftovers.segment(segment);
        }
    }

    private void drop(Moves moved) {
        if (moves.remove(moved.segment()) != null) {
            leftovers.moves(moved.segment());
        }
    }

    void seen(ContentRef ref, int[] recipients) {
        if (allSeen) {
            return;
        }
        lock.lock();
        try {
            Found found = follow(ref);
            if (found != null && found.segment().releasedSinceStart != null) {
                found.segment().holds.hold(found.offset(), RecordFormat.size(ref.length()), recipients);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isAllSeen() {
        return allSeen;
    }

    void allSeen() {
        lock.lock();
        try {
            if (allSeen) {
                return;
            }
            allSeen = true;
            List.copyOf(segments.values()).forEach(this::settle);
            List.copyOf(moves.values()).forEach(this::settle);
        } finally {
            lock.unlock();
        }
    }

    private void settle(Segment segment) {
        Holds released = segment.releasedSinceStart;
        if (released != null) {
            segment.releasedSinceStart = null;
            segment.holds.subtract(released);
            dropIfFree(segment);
        }
    }

    private void settle(Moves moved) {
        moved.countLive(offset -> {
            Moves.Place place = moved.of(offset);
            Found found = place == null ? null : follow(new ContentRef(place.segment(), place.offset(), 0, 0));
            return found != null && found.segment().holds.isHeld(found.offset());
        });
        if (moved.isDead()) {
            drop(moved);
        }
    }

    /**
     * What is still held of a segment is in another one now, so the old one can be deleted. Readers find it in either.
     */
    void moved(Segment from, Segment target, long[] offsets, long[] to) {
        lock.lock();
        try {
            Moves table = new Moves(from.number(), target.number(), offsets, to);
            int live = 0;
            for (int i = 0; i < offsets.length; i++) {
                live += from.holds.move(offsets[i], target.holds, to[i]) ? 1 : 0;
            }
            table.live(live);
            moves.put(from.number(), table);
            segments.remove(from.number());
            leftovers.segment(from);
            if (table.isDead()) {
                drop(table);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The matching segments at this moment. */
    List<Segment> select(Predicate<Segment> wanted) {
        lock.lock();
        try {
            return segments.values().stream().filter(wanted).toList();
        } finally {
            lock.unlock();
        }
    }

    void closeReading() throws IOException {
        for (Segment segment : select(any -> true)) {
            segment.closeReading();
        }
    }

    /** Octets of all segments, and of the records in them that are held or may be held. */
    ContentUse use() {
        lock.lock();
        try {
            Collection<Segment> all = segments.values();
            long size = all.stream().mapToLong(segment -> segment.size).sum();
            long held = all.stream()
                    .mapToLong(segment -> segment.releasedSinceStart == null ? segment.holds.octets() : segment.size)
                    .sum();
            return new ContentUse(all.size(), size, held, allSeen);
        } finally {
            lock.unlock();
        }
    }
}
