package org.sluicemta.store.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.ReaderManager;
import org.sluicemta.event.EventCursor;
import org.sluicemta.event.EventSearch;
import org.sluicemta.event.SearchState;
import org.sluicemta.store.event.JournalReader;

/** The index of a server that doesn't run, opened for reading only. */
public final class StoredIndex implements AutoCloseable {
    private static final long USUAL_OCTETS = 500;

    private final DayDirectories directories;
    private final JournalReader journal;
    private final List<PastDay> days = new ArrayList<>();

    private StoredIndex(DayDirectories directories, JournalReader journal) {
        this.directories = directories;
        this.journal = journal;
    }

    /** Throws IOException if a day can't be read. Empty if there is no index. */
    public static Optional<StoredIndex> open(Path directory, JournalReader journal) throws IOException {
        LuceneLog.quiet();
        DayDirectories directories = new DayDirectories(directory);
        StoredIndex index = new StoredIndex(directories, journal);
        try {
            for (LocalDate day : directories.all()) {
                index.days.add(PastDay.open(directories.openExisting(day)));
            }
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
        return index.days.isEmpty() ? Optional.empty() : Optional.of(index);
    }

    public EventSearch search() {
        List<ReaderManager> views = days.stream().map(PastDay::readers).toList();
        return new IndexedEventSearch(() -> views, journal, this::state);
    }

    private SearchState state() {
        try {
            EventCursor end = days.getLast().commit().to();
            long behind = journal.octetsAfter(end);
            return new SearchState(
                    (behind + USUAL_OCTETS - 1) / USUAL_OCTETS,
                    Duration.ZERO,
                    directories.octets(),
                    0,
                    0,
                    Optional.empty());
        } catch (IOException e) {
            return new SearchState(0, Duration.ZERO, 0, 0, 0, Optional.of(e.toString()));
        }
    }

    @Override
    public void close() throws IOException {
        for (PastDay day : days) {
            day.close();
        }
        days.clear();
    }
}
