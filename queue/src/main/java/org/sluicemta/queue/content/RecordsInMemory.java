package org.sluicemta.queue.content;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sluicemta.queue.content.Moves.Place;

/**
 * Records that are still in memory: not yet on disk, failed, or written a moment ago. Most mail is sent on at once and
 * needn't be read from disk for that.
 */
final class RecordsInMemory {
    private final ContentTuning tuning;
    private final Map<Place, Pending> records = new ConcurrentHashMap<>();
    /** On disk and still in memory, the oldest first. Used by the writer only, as is the next field. */
    private final Deque<Pending> recent = new ArrayDeque<>();

    private long recentOctets;

    RecordsInMemory(ContentTuning tuning) {
        this.tuning = tuning;
    }

    void add(Pending record) {
        records.put(record.place(), record);
    }

    /** Null when it has to be read. */
    @Nullable
    Pending find(ContentRef ref) {
        return records.get(new Place(ref.segment(), ref.offset()));
    }

    /** All pieces of a record; empty when it has to be read. */
    Optional<List<ByteBuffer>> pieces(ContentRef ref) {
        Pending record = find(ref);
        return record == null || record.octets().length == 0
                ? Optional.empty()
                : Optional.of(RecordFormat.pieces(record.octets(), ref.length()));
    }

    void awaitDurable(ContentRef ref) throws IOException {
        Pending record = find(ref);
        if (record == null) {
            return;
        }
        try {
            record.durable().get(tuning.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the disk did not take the content of a message in " + tuning.patience(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the disk");
        }
    }

    /** Nobody will ask how it ended, and it needn't be kept. */
    void forget(ContentRef ref) {
        records.computeIfPresent(
                new Place(ref.segment(), ref.offset()),
                (place, record) -> record.durable().isDone() ? null : record);
    }

    /** Keeps the record for a while, and drops the oldest ones when there are too many. */
    void becameDurable(Pending record) {
        recent.add(record);
        recentOctets += record.octets().length;
        while (recentOctets > tuning.recent()) {
            Pending oldest = recent.remove();
            recentOctets -= oldest.octets().length;
            records.remove(oldest.place(), oldest);
        }
        record.durable().complete(null);
    }

    /**
     * Drops the octets of a segment's records that are not on disk, from an offset on.
     *
     * @return these records
     */
    List<Pending> drop(Segment segment, long from) {
        List<Pending> dropped = new ArrayList<>();
        records.replaceAll((place, record) -> {
            if (record.segment() != segment
                    || record.offset() < from
                    || record.durable().isDone()) {
                return record;
            }
            dropped.add(record);
            return new Pending(segment, record.offset(), new byte[0], record.durable(), false);
        });
        return dropped;
    }
}
