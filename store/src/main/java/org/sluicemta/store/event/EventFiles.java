package org.sluicemta.store.event;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a journal: {@code events-YYYYMMDD-HHMMSS-NNN.jsonl}, named by when they begin in UTC, and ordered by
 * name.
 */
final class EventFiles {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("events-(\\d{8}-\\d{6})-(\\d{3,9})\\.jsonl");
    private static final int SEARCH_BLOCK = 8192;

    private final Path directory;

    EventFiles(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** Oldest first. */
    List<Path> all() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> NAME.matcher(name(file)).matches())
                    .sorted((a, b) -> name(a).compareTo(name(b)))
                    .toList();
        }
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static Instant begin(Path file) {
        var parts = NAME.matcher(name(file));
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a file of events: " + file);
        }
        return STAMP.parse(parts.group(1), Instant::from);
    }

    /** A name that sorts after every other, even if the clock was set back. */
    Path next(Instant now) throws IOException {
        String stamp = STAMP.format(now);
        List<Path> files = all();
        int number = 0;
        if (!files.isEmpty()) {
            var last = NAME.matcher(name(files.getLast()));
            if (last.matches() && last.group(1).compareTo(stamp) >= 0) {
                stamp = last.group(1);
                number = Integer.parseInt(last.group(2)) + 1;
            }
        }
        return directory.resolve(String.format(Locale.ROOT, "events-%s-%03d.jsonl", stamp, number));
    }

    /**
     * Removes what a crash left at the end of a file: an incomplete last line, and lines that aren't events (a lost
     * page reads as zeros).
     *
     * @return id of the last event left, or empty when there is none
     */
    static Optional<String> cutTornEnd(Path file) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            long length = access.length();
            long end = endOfLine(access, length);
            Optional<String> last = Optional.empty();
            while (end > 0 && last.isEmpty()) {
                long start = endOfLine(access, end - 1);
                last = eventId(access, start, end);
                end = last.isPresent() ? end : start;
            }
            if (end < length) {
                access.setLength(end);
                access.getFD().sync();
            }
            return last;
        }
    }

    /** The position after the last line feed before a position, or 0. */
    private static long endOfLine(RandomAccessFile access, long before) throws IOException {
        byte[] block = new byte[SEARCH_BLOCK];
        for (long end = before; end > 0; end = Math.max(0, end - SEARCH_BLOCK)) {
            long start = Math.max(0, end - SEARCH_BLOCK);
            access.seek(start);
            access.readFully(block, 0, (int) (end - start));
            for (int i = (int) (end - start) - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }

    private static Optional<String> eventId(RandomAccessFile access, long start, long end) throws IOException {
        if (end - start > JournalReader.MAX_LINE) {
            return Optional.empty();
        }
        byte[] line = new byte[(int) (end - start)];
        access.seek(start);
        access.readFully(line);
        try {
            return Optional.of(
                    EventJson.parse(new String(line, StandardCharsets.UTF_8)).id());
        } catch (IllegalArgumentException torn) {
            return Optional.empty();
        }
    }
}
