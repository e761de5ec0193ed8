package org.sluicemta.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    /** Up to so many events from a place on; none when there is nothing new. */
    public Page read(EventCursor from, int limit) throws IOException {
        List<String> lines = new ArrayList<>();
        EventCursor place = from;
        for (Path file : files.all()) {
            String name = EventFiles.name(file);
            if (name.compareTo(place.file()) < 0) {
                continue;
            }
            long offset = name.equals(place.file()) ? place.offset() : 0;
            place = new EventCursor(name, readFile(file, offset, limit, lines));
            if (lines.size() >= limit) {
                break;
            }
        }
        return new Page(lines, place);
    }

    /** Reads whole lines only; returns the place after the last. */
    private static long readFile(Path file, long offset, int limit, List<String> lines) throws IOException {
        long place = offset;
        ByteBuffer block = ByteBuffer.allocate(MAX_LINE);
        try (FileChannel channel = FileChannel.open(file)) {
            while (lines.size() < limit) {
                block.clear();
                int read = channel.read(block, place);
                int used = read <= 0 ? 0 : takeLines(block.array(), read, limit, lines);
                if (used == 0) {
                    return place;
                }
                place += used;
            }
        }
        return place;
    }

    private static int takeLines(byte[] block, int length, int limit, List<String> lines) {
        int start = 0;
        for (int i = 0; i < length && lines.size() < limit; i++) {
            if (block[i] == '\n') {
                lines.add(new String(block, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        return start;
    }
}
