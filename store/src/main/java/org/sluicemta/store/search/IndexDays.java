package org.sluicemta.store.search;

import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventCursor;
import org.sluicemta.store.event.JournalReader;

/**
 * The index of each day. Each day holds a part of the journal and says which, and the parts follow each other without a
 * gap. Where that isn't so, because a day is damaged or was deleted, it and all later ones are made again. Written by
 * one thread; {@link #views()} may be called by any.
 */
final class IndexDays implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexDays.class);

    private final DayDirectories directories;
    private final JournalReader journal;
    private final double bufferMib;
    private final NavigableMap<LocalDate, PastDay> past = new TreeMap<>();
    private @Nullable OpenDay current;
    private volatile List<ReaderManager> views = List.of();

    IndexDays(DayDirectories directories, JournalReader journal, double bufferMib) {
        this.directories = directories;
        this.journal = journal;
        this.bufferMib = bufferMib;
    }

    /** Opens what is good, and deletes the rest. Returns the place up to which the journal is indexed. */
    EventCursor open() throws IOException {
        boolean good = true;
        for (LocalDate day : directories.all()) {
            good = good && takeUp(day);
            if (!good) {
                directories.delete(day);
            }
        }
        Map.Entry<LocalDate, PastDay> last = past.pollLastEntry();
        if (last != null) {
            last.getValue().close();
            Directory directory = directories.open(last.getKey());
            current = OpenDay.resume(last.getKey(), directory, last.getValue().commit(), bufferMib);
        }
        publish();
        OpenDay resumed = current;
        return resumed == null ? EventCursor.BEGINNING : resumed.committed().to();
    }

    private boolean takeUp(LocalDate day) throws IOException {
        PastDay opened;
        try {
            opened = PastDay.open(directories.openExisting(day));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The index of events of {} can't be read, making it again: {}", day, e.toString());
            return false;
        }
        if (follows(opened.commit()) && journal.isBetweenEvents(opened.commit().to())) {
            past.put(day, opened);
            return true;
        }
        LOG.warn("The index of events of {} does not fit to the journal, making it again", day);
        opened.close();
        return false;
    }

    /** Whether a day begins where the one before ends, or holds the oldest events that are kept. */
    private boolean follows(DayCommit commit) throws IOException {
        Map.Entry<LocalDate, PastDay> before = past.lastEntry();
        if (before != null) {
            return before.getValue().commit().to().equals(commit.from());
        }
        String oldest = journal.oldestFile();
        return commit.from().equals(EventCursor.BEGINNING)
                || commit.from().file().compareTo(oldest) < 0
                || commit.from().equals(new EventCursor(oldest, 0));
    }

    /** Adds an event to its day. One with an earlier time than those before, after a clock was set back, too. */
    void add(Event event, EventCursor place) throws IOException {
        LocalDate day = LocalDate.ofInstant(event.at(), ZoneOffset.UTC);
        OpenDay open = current;
        if (open == null) {
            open = begin(day, EventCursor.BEGINNING);
        } else if (day.isAfter(open.day())) {
            open.commit(place);
            end(open);
            open = begin(day, place);
        }
        open.add(event, place);
    }

    private OpenDay begin(LocalDate day, EventCursor from) throws IOException {
        OpenDay fresh = OpenDay.create(day, directories.open(day), from, bufferMib);
        current = fresh;
        publish();
        return fresh;
    }

    private void end(OpenDay open) throws IOException {
        current = null;
        past.put(open.day(), new PastDay(open.directory(), new ReaderManager(open.reopened()), open.committed()));
        publish();
        open.close();
    }

    void commit(EventCursor to) throws IOException {
        OpenDay open = current;
        if (open != null) {
            open.commit(to);
        }
    }

    /** Deletes the days whose events the journal no longer has. */
    void deleteOld() throws IOException {
        String oldest = journal.oldestFile();
        for (Iterator<Map.Entry<LocalDate, PastDay>> days = past.entrySet().iterator(); days.hasNext(); ) {
            Map.Entry<LocalDate, PastDay> day = days.next();
            EventCursor end = day.getValue().commit().to();
            if (end.file().compareTo(oldest) >= 0 && !end.equals(new EventCursor(oldest, 0))) {
                return;
            }
            days.remove();
            publish();
            day.getValue().close();
            directories.delete(day.getKey());
        }
    }

    /** Of each day, what searches look at. One that is closed meanwhile is of a deleted day. */
    List<ReaderManager> views() {
        return views;
    }

    private void publish() {
        List<ReaderManager> all = new ArrayList<>();
        past.values().forEach(day -> all.add(day.readers()));
        OpenDay open = current;
        if (open != null) {
            all.add(open.readers());
        }
        views = List.copyOf(all);
    }

    /** Drops what isn't committed. It can be opened again. */
    @Override
    public void close() throws IOException {
        List<Closeable> all = new ArrayList<>(past.values());
        OpenDay open = current;
        if (open != null) {
            all.add(open);
            all.add(open.directory());
        }
        past.clear();
        current = null;
        views = List.of();
        IOException failure = null;
        for (Closeable each : all) {
            try {
                each.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
