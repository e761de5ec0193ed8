package org.sluicemta.store.event;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where events are kept and for how long.
 *
 * @param directory of the files; created if missing
 * @param fileBytes size at which a new file is begun, at least 1
 * @param keep age at which a file is deleted, counted from its creation
 * @param keepBytes size of all files above which the oldest are deleted
 * @param pendingBytes most bytes of events that wait for the disk; beyond it, callers that append wait. Memory use is
 *     twice that
 */
public record JournalSettings(Path directory, long fileBytes, Duration keep, long keepBytes, int pendingBytes) {
    public JournalSettings {
        if (fileBytes < 1 || keepBytes < 1 || keep.isNegative() || keep.isZero()) {
            throw new IllegalArgumentException("events: file size, age and total size must be positive, got "
                    + fileBytes + ", " + keep + ", " + keepBytes);
        }
        if (pendingBytes < 64 * 1024) {
            throw new IllegalArgumentException("events: pending bytes must be at least 65536, got " + pendingBytes);
        }
    }

    /** Files of 128 MiB, kept 30 days or 20 GiB, 8 MiB pending. */
    public static JournalSettings in(Path directory) {
        return new JournalSettings(directory, 128L << 20, Duration.ofDays(30), 20L << 30, 8 << 20);
    }
}
