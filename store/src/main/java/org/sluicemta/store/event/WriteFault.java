package org.sluicemta.store.event;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why events can't be written at present, if so. One thread writes it; any may read it. */
final class WriteFault {
    private static final Logger LOG = LoggerFactory.getLogger(WriteFault.class);

    private final Path directory;
    private final Duration pause;
    /** The error of the last attempt to write, or null if it succeeded. */
    private volatile @Nullable IOException last;

    /** @param pause between attempts, for the log */
    WriteFault(Path directory, Duration pause) {
        this.directory = directory;
        this.pause = pause;
    }

    /** Logs the first of a row. */
    void met(IOException e) {
        if (last == null) {
            LOG.error(
                    "Events: cannot write to {}: {}; keeping them in memory and retrying every {} s",
                    directory,
                    reason(e),
                    pause.toSeconds());
        }
        last = e;
    }

    void over() {
        if (last != null) {
            LOG.warn("Events: {} is writable again", directory);
        }
        last = null;
    }

    /** In words, with what to do; empty if there is none. */
    Optional<String> described() {
        return Optional.ofNullable(last)
                .map(e -> "events: cannot write to " + directory + ": " + reason(e)
                        + ". Make room on the disk, or move the log directory");
    }

    /** For the end, when nothing is tried again. */
    void raise() throws IOException {
        IOException unwritten = last;
        if (unwritten != null) {
            throw new IOException("events: the last ones could not be written to " + directory, unwritten);
        }
    }

    /** The message alone is often just a file name. */
    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }
}
