package org.sluicemta.store.suppression;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/**
 * Sorts any number of entries by the table's key in bounded memory: what doesn't fit is written to sorted temporary
 * files and merged. Filling an index in its own order is several times as fast as in random order.
 */
final class EntrySorter implements AutoCloseable {
    private static final int IN_MEMORY = 100_000;
    private static final int BUFFER = 32 * 1024;

    private final List<Path> files = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final int inMemory;
    private List<SortedEntry> latest = new ArrayList<>();
    private long count;

    EntrySorter() {
        this(IN_MEMORY);
    }

    EntrySorter(int inMemory) {
        this.inMemory = inMemory;
    }

    void add(Suppression entry) throws IOException {
        latest.add(new SortedEntry(entry, count++));
        if (latest.size() == inMemory) {
            writeLatest();
        }
    }

    long count() {
        return count;
    }

    private void writeLatest() throws IOException {
        latest.sort(SortedEntry.ORDER);
        // Readable by this user only, because it may contain addresses.
        Path file = Files.createTempFile("sluice-import", ".sorted");
        files.add(file);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            for (SortedEntry entry : latest) {
                EntryStreams.write(out, entry);
            }
        }
        latest = new ArrayList<>();
    }

    /** Passes the last entry of every key, in order. Call once, after the last add. */
    void forEach(Taker taker) throws IOException {
        latest.sort(SortedEntry.ORDER);
        PriorityQueue<Source> queue =
                new PriorityQueue<>(Comparator.comparing(source -> source.head, SortedEntry.ORDER));
        sources.add(new Source(null, latest, 0));
        for (Path file : files) {
            sources.add(new Source(
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER)),
                    List.of(),
                    inMemory));
        }
        for (Source source : sources) {
            if (source.advance()) {
                queue.add(source);
            }
        }
        merge(queue, taker);
    }

    private static void merge(PriorityQueue<Source> queue, Taker taker) throws IOException {
        SortedEntry last = null;
        for (Source source = queue.poll(); source != null; source = queue.poll()) {
            SortedEntry next = source.head;
            if (last != null && !last.hasKeyOf(next)) {
                taker.take(last.entry());
            }
            last = next;
            if (source.advance()) {
                queue.add(source);
            }
        }
        if (last != null) {
            taker.take(last.entry());
        }
    }

    @Override
    public void close() throws IOException {
        for (Source source : sources) {
            source.close();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** Takes an entry. */
    interface Taker {
        void take(Suppression entry) throws IOException;
    }

    /** Entries in order, from a file or from memory. */
    private static final class Source {
        private final @Nullable DataInputStream in;
        private final List<SortedEntry> entries;
        private int left;
        private int place;
        private SortedEntry head = new SortedEntry(NOTHING, -1);

        private static final Suppression NOTHING = new Suppression(
                "", new SuppressionScope.Global(), SuppressionReason.MANUAL, "", null, "", Instant.EPOCH, null);

        Source(@Nullable DataInputStream in, List<SortedEntry> entries, int left) {
            this.in = in;
            this.entries = entries;
            this.left = left;
        }

        /** False at the end. */
        boolean advance() throws IOException {
            DataInputStream file = in;
            if (file == null) {
                if (place == entries.size()) {
                    return false;
                }
                head = entries.get(place++);
                return true;
            }
            if (left == 0) {
                return false;
            }
            left--;
            head = EntryStreams.read(file);
            return true;
        }

        void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }
    }
}
