package org.sluicemta.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads events again, from a place on, in this process or another. Follows the journal from file to file; a place in a
 * file that has been deleted goes on with the oldest that is left. Thread-safe.
 */
public final class EventReader {
    /** No event's line is longer: every text in it is bounded. */
    static final int MAX_LINE = 256 * 1024;

    private final EventFiles files;

    public EventReader(Path directory) {
        this.files = new EventFiles(directory);
    }

    /**
     * Events read and the place after them.
     *
     * @param lines JSON lines, {@link EventJson#parse} reads them
     */
    public record Page(List<String> lines, EventCursor next) {
        public Page {
            lines = List.copyOf(lines);
        }
    }

    /** The place after the last event written so far. */
    public EventCursor end() throws IOException {
        List<Path> all = files.all();
        return all.isEmpty()
                ? EventCursor.BEGINNING
                : new EventCursor(EventFiles.name(all.getLast()), Files.size(all.getLast()));
    }

    /** A place before every event of an instant or later, as far as they are kept. */
    public EventCursor placeBefore(Instant instant) throws IOException {
        EventCursor place = EventCursor.BEGINNING;
        for (Path file : files.all()) {
            if (!EventFiles.begin(file).isAfter(instant)) {
                place = new EventCursor(EventFiles.name(file), 0);
            }
        }
        return place;
    }

    /** Up to so many events from a place on; none when there is nothing new. */
    public Page read(EventCursor from, int limit) throws IOException {
        return read(from, limit, EnumSet.allOf(EventType.class));
    }

    /** The same, of these types only. Lines of other types cost little. */
    public Page read(EventCursor from, int limit, Set<EventType> types) throws IOException {
        List<byte[]> wanted = types.size() == EventType.values().length ? List.of() : EventJson.typeMarks(types);
        List<String> lines = new ArrayList<>();
        EventCursor place = from;
        for (Path file : files.all()) {
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
        return new Page(lines, place);
    }

    /** Reads whole lines only; returns the place after the last. */
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

    /** Whether what stands behind the id of a line is one of these marks. */
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
