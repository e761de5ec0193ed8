package org.sluicemta.store.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the one line at a place. */
final class LineAt {
    /** Most lines fit. */
    private static final int USUAL = 2048;

    private LineAt() {}

    /** Empty if no complete line begins there. */
    static Optional<String> read(FileChannel channel, long offset) throws IOException {
        for (int size = USUAL; size <= JournalReader.MAX_LINE; size *= 4) {
            ByteBuffer block = ByteBuffer.allocate(size);
            int read = channel.read(block, offset);
            for (int i = 0; i < read; i++) {
                if (block.get(i) == '\n') {
                    return Optional.of(new String(block.array(), 0, i, StandardCharsets.UTF_8));
                }
            }
            if (read < size) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
