package org.sluicemta.store.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.disk.OwnerOnly;

/**
 * The end of the journal on disk. A batch is written completely and flushed, or the file is truncated to its previous
 * length. So a failed batch can be written again, even if the system has dropped some of its pages. Used by one thread.
 */
final class JournalFile implements AutoCloseable {
    private final JournalSettings settings;
    private final EventFiles files;
    private final InstantSource clock;
    private @Nullable FileChannel channel;
    private LocalDate day;
    private long size;
    private Optional<String> lastId = Optional.empty();

    JournalFile(JournalSettings settings, InstantSource clock) throws IOException {
        this.settings = settings;
        this.files = new EventFiles(settings.directory());
        this.clock = clock;
        this.day = LocalDate.EPOCH;
        OwnerOnly.makeDirectory(settings.directory());
        List<Path> all = files.all();
        if (!all.isEmpty()) {
            takeUp(all.getLast());
        }
    }

    /** Continues a file of an earlier run, after removing what a crash left at its end. */
    private void takeUp(Path file) throws IOException {
        lastId = EventFiles.cutTornEnd(file);
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        size = channel.size();
        day = day(EventFiles.begin(file));
    }

    /** Id of the last event of an earlier run. */
    Optional<String> lastId() {
        return lastId;
    }

    /** Writes and flushes. If it throws, nothing of the batch is in the file. */
    void write(ByteBuffer batch) throws IOException {
        FileChannel open = ready();
        try {
            long place = size;
            while (batch.hasRemaining()) {
                place += open.write(batch, place);
            }
            open.force(false);
            size = place;
        } catch (IOException e) {
            cutBack(open, e);
            throw e;
        }
    }

    private void cutBack(FileChannel open, IOException reason) {
        try {
            open.truncate(size);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private FileChannel ready() throws IOException {
        FileChannel open = channel;
        LocalDate today = day(clock.instant());
        if (open != null && size < settings.fileBytes() && !today.isAfter(day)) {
            return open;
        }
        Path next = files.next(clock.instant());
        FileChannel fresh = create(next);
        if (open != null) {
            open.close();
        }
        channel = fresh;
        size = 0;
        day = day(EventFiles.begin(next));
        deleteOld(next);
        return fresh;
    }

    /** A new file's name must survive a crash, not just its content. */
    private FileChannel create(Path next) throws IOException {
        FileChannel fresh = OwnerOnly.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        try (FileChannel directory = FileChannel.open(settings.directory())) {
            directory.force(true);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        return fresh;
    }

    private void deleteOld(Path current) throws IOException {
        Instant oldest = clock.instant().minus(settings.keep());
        long total = 0;
        for (Path file : files.all().reversed()) {
            total += Files.size(file);
            boolean old = EventFiles.begin(file).isBefore(oldest) || total > settings.keepBytes();
            if (old && !file.equals(current)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        if (open != null) {
            open.close();
        }
    }
}
