package org.sluicemta.queue.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.process.ProcessRun;

/** On a small disk of its own, which needs a user who may mount. */
class ContentFullDiskIT {
    private static final Duration COMMAND = Duration.ofSeconds(60);
    private static final int[] ONE = {0};

    @TempDir
    private Path home;

    private Path disk;
    private final List<ContentRef> kept = new ArrayList<>();

    @BeforeEach
    void mount() throws IOException {
        disk = Files.createDirectories(home.resolve("disk"));
        ProcessRun mount = ProcessRun.run(COMMAND, "mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString());
        assumeTrue(mount.succeeded(), () -> "no disk can be mounted here: " + mount.stderr());
    }

    @AfterEach
    void unmount() throws IOException {
        ProcessRun.run(COMMAND, "umount", disk.toString());
    }

    private FileContentStore open() throws IOException {
        FileContentStore store =
                new FileContentStore(disk.resolve("content"), CrashVictim.TUNING, InstantSource.system());
        store.start();
        return store;
    }

    @Test
    void refusesWhenFullKeepsWhatItHasAndTakesMoreWhenThereIsRoom() throws Exception {
        try (FileContentStore store = open()) {
            store.allSeen();
            fill(store, 5_000);
            fill(store, 100_000);
            fill(store, 100);
            assertKept(store);
            releaseHalf(store);
            awaitRoom(store);
            assertKept(store);
        }
        try (FileContentStore store = open()) {
            assertKept(store);
            kept.forEach(ref -> store.seen(ref, ONE));
            store.allSeen();
            assertThat(store.use().held())
                    .isEqualTo(kept.stream()
                            .mapToLong(ref -> RecordFormat.size(ref.length()))
                            .sum());
        }
    }

    private void fill(FileContentStore store, int size) {
        Optional<ContentRef> put = put(store, size);
        while (put.isPresent()) {
            put = put(store, size);
        }
    }

    /** Empty when the disk is full, which must be said as such. */
    private Optional<ContentRef> put(FileContentStore store, int size) {
        try {
            ContentRef ref = store.put(TestContent.of(size, size), ONE);
            try {
                store.awaitDurable(ref);
            } catch (IOException e) {
                store.release(ref, ONE);
                throw e;
            }
            kept.add(ref);
            return Optional.of(ref);
        } catch (NoContentRoomException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void releaseHalf(FileContentStore store) {
        List<ContentRef> half = kept.subList(0, kept.size() / 2);
        half.forEach(ref -> store.release(ref, ONE));
        half.clear();
    }

    private void awaitRoom(FileContentStore store) throws Exception {
        Waiting.until("room", () -> put(store, 100_000).isPresent());
    }

    private void assertKept(FileContentStore store) throws IOException {
        assertThat(kept).isNotEmpty();
        for (ContentRef ref : kept) {
            int size = (int) ref.length();
            assertThat(TestContent.read(store.open(ref))).isEqualTo(TestContent.octets(size, size));
        }
    }
}
