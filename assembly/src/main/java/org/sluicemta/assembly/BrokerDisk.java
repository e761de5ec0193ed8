package org.sluicemta.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Provider;
import org.sluicemta.admission.DiskRoom;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.settings.ServerSettings;

/** The disks that mail is written to: those of the data directory, of the broker and of content, which may be the same. */
final class BrokerDisk implements Provider<DiskRoom> {
    /** Points of the disk that are left to the broker when nothing new is taken, so that queued mail can still move. */
    private static final int FOR_QUEUED_MAIL = 2;

    /** Asking the disk for every message costs 2 % of what a small one takes. */
    private static final Duration MEASURED = Duration.ofMillis(50);

    private final Set<FileStore> disks = new HashSet<>();
    private final int closed;

    @Inject
    BrokerDisk(ServerSettings settings) throws IOException {
        Path data = settings.dataDirectory();
        for (Path directory : List.of(data, settings.broker().directory(), data.resolve(RoutesModule.CONTENT))) {
            disks.add(Files.getFileStore(OwnerOnly.makeDirectory(directory)));
        }
        this.closed = Math.max(0, settings.broker().maxDiskUsage() - FOR_QUEUED_MAIL);
    }

    /** Percent of the disk in use from which on nothing new is taken. */
    int closed() {
        return closed;
    }

    /** Percent in use, of the fullest one. */
    double used() {
        return disks.stream().mapToDouble(BrokerDisk::used).max().orElseThrow();
    }

    private static double used(FileStore store) {
        try {
            long total = store.getTotalSpace();
            return total == 0 ? 0 : 100.0 * (total - store.getUsableSpace()) / total;
        } catch (IOException e) {
            throw unreadable(store, e);
        }
    }

    /** Octets that may be written before nothing new is taken. */
    private long free(FileStore store) {
        try {
            return store.getUsableSpace() - store.getTotalSpace() / 100 * (100 - closed);
        } catch (IOException e) {
            throw unreadable(store, e);
        }
    }

    private static UncheckedIOException unreadable(FileStore store, IOException e) {
        return new UncheckedIOException("cannot tell how full " + store + " is", e);
    }

    @Override
    public DiskRoom get() {
        return new DiskRoom(() -> disks.stream().mapToLong(this::free).min().orElseThrow(), MEASURED, System::nanoTime);
    }
}
