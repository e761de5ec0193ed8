package org.sluicemta.store.content;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.zip.CRC32C;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.sluicemta.content.ContentTable;
import org.sluicemta.storage.StoreException;
import org.sluicemta.store.database.Database;

/** The tables of V12. A writer holds a connection while it reads its content, so only some may write at a time. */
public final class DatabaseContentTable implements ContentTable {
    private static final int WRITERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PIECES_AT_ONCE = 16;
    private static final int NUMBERS_AT_ONCE = 1_000;

    private final Database database;
    private final ContentSweep sweep;
    private final Semaphore writers = new Semaphore(WRITERS, true);
    private long next;
    private long end;

    public DatabaseContentTable(Database database) {
        this.database = database;
        this.sweep = new ContentSweep(database);
    }

    /** Translates database exceptions into storage faults. */
    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T storing(String what, Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (StoreException e) {
            throw new IOException("the database did not " + what + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Entry put(InputStream content, int[] recipients, Instant now) throws IOException {
        if (recipients.length == 0) {
            throw new IllegalArgumentException("content is kept for at least one recipient");
        }
        return storing("take the content of a message", () -> {
            acquire();
            try {
                long number = number();
                return database.inTransaction(handle -> insert(handle, number, content, recipients, now));
            } finally {
                writers.release();
            }
        });
    }

    private void acquire() throws IOException {
        try {
            if (!writers.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the database did not take the content of messages in " + PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the database", e);
        }
    }

    /** Servers reserve numbers by the thousand, so getting one is cheap. */
    private synchronized long number() {
        if (next == end) {
            end = database.write(handle -> {
                handle.execute("UPDATE content_state SET next_number = next_number + ?", NUMBERS_AT_ONCE);
                return handle.createQuery("SELECT next_number FROM content_state")
                        .mapTo(Long.class)
                        .one();
            });
            next = end - NUMBERS_AT_ONCE;
        }
        return next++;
    }

    private static Entry insert(Handle handle, long number, InputStream content, int[] recipients, Instant now)
            throws IOException {
        Entry entry = insertPieces(handle, number, content);
        handle.execute(
                "INSERT INTO content (number, length, checksum, touched) VALUES (?, ?, ?, ?)",
                number,
                entry.length(),
                entry.checksum(),
                now.toEpochMilli());
        PreparedBatch holders = handle.prepareBatch("INSERT INTO content_holder (content, recipient) VALUES (?, ?)");
        for (int recipient : Arrays.stream(recipients).distinct().toArray()) {
            holders.add(number, recipient);
        }
        holders.execute();
        return entry;
    }

    private static Entry insertPieces(Handle handle, long number, InputStream content) throws IOException {
        CRC32C checksum = new CRC32C();
        long length = 0;
        PreparedBatch batch =
                handle.prepareBatch("INSERT INTO content_piece (content, piece, octets) VALUES (?, ?, ?)");
        long piece = 0;
        for (byte[] octets = content.readNBytes(PIECE); octets.length > 0; octets = content.readNBytes(PIECE)) {
            checksum.update(octets);
            length += octets.length;
            batch.add(number, piece++, octets);
            if (batch.size() == PIECES_AT_ONCE) {
                batch.execute();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
        return new Entry(number, length, (int) checksum.getValue());
    }

    @Override
    public Optional<Entry> find(long number, Instant now) throws IOException {
        return storing("find content", () -> {
            Optional<Row> row = database.withHandle(handle -> row(handle, number));
            if (row.isPresent() && row.get().condemned()) {
                touch(List.of(number), now);
            }
            return row.map(Row::entry);
        });
    }

    private record Row(Entry entry, boolean condemned) {}

    private static Optional<Row> row(Handle handle, long number) {
        return handle.createQuery("SELECT length, checksum, condemned FROM content WHERE number = ?")
                .bind(0, number)
                .map((row, context) -> new Row(
                        new Entry(number, row.getLong("length"), row.getInt("checksum")),
                        row.getObject("condemned") != null))
                .findOne();
    }

    @Override
    public Optional<byte[]> piece(long number, long piece) throws IOException {
        return storing(
                "read content",
                () -> database.withHandle(
                        handle -> handle.createQuery("SELECT octets FROM content_piece WHERE content = ? AND piece = ?")
                                .bind(0, number)
                                .bind(1, piece)
                                .map((row, context) -> row.getBytes(1))
                                .findOne()));
    }

    @Override
    public void release(List<Holding> released) throws IOException {
        storing(
                "let go of content",
                () -> database.write(handle -> {
                    long[] numbers = released.stream()
                            .mapToLong(Holding::number)
                            .distinct()
                            .sorted()
                            .toArray();
                    // Two servers that release the last two holders must see each other, or neither deletes.
                    each(handle, "UPDATE content SET touched = touched WHERE number = ?", numbers);
                    PreparedBatch holders =
                            handle.prepareBatch("DELETE FROM content_holder WHERE content = ? AND recipient = ?");
                    for (Holding holding : released) {
                        for (int recipient : holding.recipients()) {
                            holders.add(holding.number(), recipient);
                        }
                    }
                    holders.execute();
                    deleteUnheld(handle, numbers);
                    return released;
                }));
    }

    private static void deleteUnheld(Handle handle, long[] numbers) {
        int[] deleted = each(
                handle,
                "DELETE FROM content WHERE number = ? AND NOT EXISTS"
                        + " (SELECT 1 FROM content_holder WHERE content_holder.content = content.number)",
                numbers);
        long[] gone = new long[numbers.length];
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (deleted[i] > 0) {
                gone[count++] = numbers[i];
            }
        }
        each(handle, "DELETE FROM content_piece WHERE content = ?", Arrays.copyOf(gone, count));
    }

    /** Executes the statement for each number, and returns how many rows each changed. */
    static int[] each(Handle handle, String statement, long[] numbers) {
        if (numbers.length == 0) {
            return new int[0];
        }
        PreparedBatch batch = handle.prepareBatch(statement);
        for (long number : numbers) {
            batch.add(number);
        }
        return batch.execute();
    }

    @Override
    public void touch(Collection<Long> numbers, Instant now) throws IOException {
        storing(
                "keep content",
                () -> database.write(handle -> {
                    PreparedBatch batch =
                            handle.prepareBatch("UPDATE content SET touched = ?, condemned = NULL WHERE number = ?");
                    numbers.stream().sorted().forEach(number -> batch.add(now.toEpochMilli(), number));
                    return batch.execute();
                }));
    }

    @Override
    public boolean beginLook(Instant now, Duration most) throws IOException {
        return storing("say whether the queues are to be looked through", () -> sweep.begin(now, most));
    }

    @Override
    public long sweep(LongPredicate seen, Instant before, Duration condemned, Instant now, Instant next)
            throws IOException {
        return storing("sweep content", () -> sweep.run(seen, before, condemned, now, next));
    }

    @Override
    public Size size() throws IOException {
        return storing(
                "count content",
                () -> database.withHandle(
                        handle -> handle.createQuery("SELECT COUNT(*), COALESCE(SUM(length), 0) FROM content")
                                .map((row, context) -> new Size(row.getLong(1), row.getLong(2)))
                                .one()));
    }
}
