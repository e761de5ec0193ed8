package org.sluicemta.store.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.sluicemta.event.EventCursor;

/** Reads the wanted lines of one file, up to a limit. */
final class FilePart {
    private final String name;
    private final List<byte[]> wanted;
    private final JournalReader.Taker taker;
    private int left;

    /** @param wanted marks of the types to take; empty for all */
    FilePart(String name, List<byte[]> wanted, int limit, JournalReader.Taker taker) {
        this.name = name;
        this.wanted = wanted;
        this.left = limit;
        this.taker = taker;
    }

    /** How many more lines may be taken. */
    int left() {
        return left;
    }

    /** Reads only complete lines, and returns the position after the last. */
    long read(Path file, long offset) throws IOException {
        long place = offset;
        ByteBuffer block = ByteBuffer.allocate(JournalReader.MAX_LINE);
        try (FileChannel channel = FileChannel.open(file)) {
            while (left > 0) {
                block.clear();
                int read = channel.read(block, place);
                int used = read <= 0 ? 0 : takeLines(block.array(), read, place);
                if (used == 0) {
                    return place;
                }
                place += used;
            }
        }
        return place;
    }

    private int takeLines(byte[] block, int length, long place) {
        int start = 0;
        for (int i = 0; i < length && left > 0; i++) {
            if (block[i] == '\n') {
                if (wanted.isEmpty() || isWanted(block, start, i)) {
                    left--;
                    taker.take(
                            new EventCursor(name, place + start),
                            new String(block, start, i - start, StandardCharsets.UTF_8));
                }
                start = i + 1;
            }
        }
        return start;
    }

    /** Whether the text after the id of a line is one of the marks. */
    private boolean isWanted(byte[] block, int start, int end) {
        int at = start + EventJson.ID_OFFSET + EventIds.LENGTH;
        for (byte[] mark : wanted) {
            if (at + mark.length <= end && Arrays.equals(block, at, at + mark.length, mark, 0, mark.length)) {
                return true;
            }
        }
        return false;
    }
}
