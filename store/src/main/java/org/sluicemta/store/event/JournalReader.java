package org.sluicemta.store.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventCursor;
import org.sluicemta.event.EventReader;
import org.sluicemta.event.EventType;

/**
 * Reads events from a position on, in this process or another. Follows the journal from file to file. A position in a
 * deleted file continues with the oldest one left. Thread-safe.
 */
public final class JournalReader implements EventReader {
    /** No event's line is longer, because every text in it is bounded. */
    static final int MAX_LINE = 256 * 1024;

    private final EventFiles files;

    public JournalReader(Path directory) {
        this.files = new EventFiles(directory);
    }

    @Override
    public EventCursor end() throws IOException {
        List<Path> all = files.all();
        return all.isEmpty()
                ? EventCursor.BEGINNING
                : new EventCursor(EventFiles.name(all.getLast()), Files.size(all.getLast()));
    }

    @Override
    public EventCursor placeBefore(Instant instant) throws IOException {
        EventCursor place = EventCursor.BEGINNING;
        for (Path file : files.all()) {
            if (!EventFiles.begin(file).isAfter(instant)) {
                place = new EventCursor(EventFiles.name(file), 0);
            }
        }
        return place;
    }

    /** {@inheritDoc} Lines of other types cost little. */
    @Override
    public Page read(EventCursor from, int limit, Set<EventType> types) throws IOException {
        List<byte[]> wanted = types.size() == EventType.values().length ? List.of() : EventJson.typeMarks(types);
        List<String> lines = new ArrayList<>();
        Walk walk = walk(from, limit, wanted, (place, line) -> lines.add(line));
        return new Page(lines, walk.next(), walk.gap());
    }

    /** Up to this many events, each with its place. */
    public PlacedPage readPlaced(EventCursor from, int limit) throws IOException {
        List<PlacedLine> lines = new ArrayList<>();
        Walk walk = walk(from, limit, List.of(), (place, line) -> lines.add(new PlacedLine(place, line)));
        return new PlacedPage(lines, walk.next(), walk.gap());
    }

    /** Takes the lines read. */
    interface Taker {
        void take(EventCursor place, String line);
    }

    private record Walk(EventCursor next, boolean gap) {}

    private Walk walk(EventCursor from, int limit, List<byte[]> wanted, Taker taker) throws IOException {
        EventCursor place = from;
        int left = limit;
        List<Path> all = files.all();
        boolean gap = !all.isEmpty() && isBefore(from, EventFiles.name(all.getFirst()));
        for (Path file : all) {
            String name = EventFiles.name(file);
            if (name.compareTo(place.file()) < 0) {
                continue;
            }
            long offset = name.equals(place.file()) ? place.offset() : 0;
            FilePart part = new FilePart(name, wanted, left, taker);
            place = new EventCursor(name, part.read(file, offset));
            left = part.left();
            if (left <= 0) {
                break;
            }
        }
        return new Walk(place, gap);
    }

    /** The event at a place; empty if its file has been deleted. */
    public Optional<String> line(EventCursor place) throws IOException {
        Path file = files.directory().resolve(place.file());
        try (FileChannel channel = FileChannel.open(file)) {
            return LineAt.read(channel, place.offset());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The octets between a place and the end. */
    public long octetsAfter(EventCursor place) throws IOException {
        long octets = 0;
        for (Path file : files.all()) {
            int order = EventFiles.name(file).compareTo(place.file());
            octets += order < 0 ? 0 : Files.size(file) - (order == 0 ? place.offset() : 0);
        }
        return octets;
    }

    /** Whether an event ends at this place. Not so if the end of the journal was lost in a crash after it was read. */
    public boolean isBetweenEvents(EventCursor place) throws IOException {
        Path file = files.directory().resolve(place.file());
        if (place.offset() == 0) {
            return true;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.read(last, place.offset() - 1) == 1 && last.get(0) == '\n';
        } catch (NoSuchFileException e) {
            return true; // deleted by age
        }
    }

    /** Name of the oldest file; empty if there is none. */
    public String oldestFile() throws IOException {
        List<Path> all = files.all();
        return all.isEmpty() ? "" : EventFiles.name(all.getFirst());
    }

    private static boolean isBefore(EventCursor place, String file) {
        return !place.equals(EventCursor.BEGINNING) && place.file().compareTo(file) < 0;
    }

    @Override
    public Event parse(String line) {
        return EventJson.parse(line);
    }
}
