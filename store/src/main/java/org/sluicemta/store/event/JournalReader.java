package org.sluicemta.store.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        EventCursor place = from;
        List<Path> all = files.all();
        boolean gap = !all.isEmpty() && isBefore(from, EventFiles.name(all.getFirst()));
        for (Path file : all) {
            String name = EventFiles.name(file);
            if (name.compareTo(place.file()) < 0) {
                continue;
            }
            long offset = name.equals(place.file()) ? place.offset() : 0;
            place = new EventCursor(name, readFile(file, offset, limit, wanted, lines));
            if (lines.size() >= limit) {
                break;
            }
        }
        return new Page(lines, place, gap);
    }

    private static boolean isBefore(EventCursor place, String file) {
        return !place.equals(EventCursor.BEGINNING) && place.file().compareTo(file) < 0;
    }

    @Override
    public Event parse(String line) {
        return EventJson.parse(line);
    }

    /** Reads only complete lines, and returns the position after the last. */
    private static long readFile(Path file, long offset, int limit, List<byte[]> wanted, List<String> lines)
            throws IOException {
        long place = offset;
        ByteBuffer block = ByteBuffer.allocate(MAX_LINE);
        try (FileChannel channel = FileChannel.open(file)) {
            while (lines.size() < limit) {
                block.clear();
                int read = channel.read(block, place);
                int used = read <= 0 ? 0 : takeLines(block.array(), read, limit, wanted, lines);
                if (used == 0) {
                    return place;
                }
                place += used;
            }
        }
        return place;
    }

    private static int takeLines(byte[] block, int length, int limit, List<byte[]> wanted, List<String> lines) {
        int start = 0;
        for (int i = 0; i < length && lines.size() < limit; i++) {
            if (block[i] == '\n') {
                if (wanted.isEmpty() || isOneOf(block, start, i, wanted)) {
                    lines.add(new String(block, start, i - start, StandardCharsets.UTF_8));
                }
                start = i + 1;
            }
        }
        return start;
    }

    /** Whether the text after the id of a line is one of these marks. */
    private static boolean isOneOf(byte[] block, int start, int end, List<byte[]> wanted) {
        int at = start + EventJson.ID_OFFSET + EventIds.LENGTH;
        for (byte[] mark : wanted) {
            if (at + mark.length <= end && Arrays.equals(block, at, at + mark.length, mark, 0, mark.length)) {
                return true;
            }
        }
        return false;
    }
}
