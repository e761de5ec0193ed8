package org.sluicemta.queue.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.queue.content.UnreadableContentException.Fault;
import org.sluicemta.testing.event.Waiting;

class FileContentStoreTest {
    private static final int[] ONE = {0};
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T17:00:00Z"));
    private static final ContentTuning SMALL =
            new ContentTuning(1 << 20, 256 << 10, 1 << 20, 0, Duration.ofSeconds(20), Duration.ofMillis(20), 64 << 20);

    @TempDir
    private Path directory;

    private FileContentStore store;

    @BeforeEach
    void open() throws IOException {
        store = new FileContentStore(directory, SMALL, CLOCK);
        store.start();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private void restart() throws IOException {
        store.close();
        open();
    }

    private ContentRef put(MessageContent content, int... recipients) throws IOException {
        ContentRef ref = store.put(content, recipients);
        store.awaitDurable(ref);
        return ref;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_096, 65_535, 65_536, 65_537, 200_000, 262_143, 262_144, 3_000_001})
    void givesBackWhatWasPut(int size) throws IOException {
        ContentRef ref = store.put(TestContent.of(7, size), ONE);
        assertThat(TestContent.read(store.open(ref))).isEqualTo(TestContent.octets(7, size)); // before it is on disk
        store.awaitDurable(ref);
        assertThat(TestContent.read(store.open(ref))).isEqualTo(TestContent.octets(7, size));
        assertThat(store.open(ref).size()).isEqualTo(size);
        try (InputStream in = store.open(ref).open()) {
            assertThat(in.readAllBytes()).isEqualTo(TestContent.octets(7, size));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4_096, 3_000_001})
    void keepsItThroughARestart(int size) throws IOException {
        ContentRef ref = put(TestContent.of(7, size), 0, 1);
        restart();
        ContentRef written = ContentRef.parse(ref.toString());
        store.seen(written, new int[] {0, 1});
        store.allSeen();
        assertThat(TestContent.read(store.open(written))).isEqualTo(TestContent.octets(7, size));
    }

    @Test
    void hasWhatWasWrittenLastInMemoryForAsMuchAsItMay() throws IOException {
        store.close();
        ContentTuning remembering = new ContentTuning(
                1 << 20, 256 << 10, 1 << 20, 300_000, Duration.ofSeconds(20), Duration.ofMillis(20), 64 << 20);
        store = new FileContentStore(directory, remembering, CLOCK);
        store.start();
        ContentRef oldest = put(TestContent.of(1, 90_000), ONE);
        ContentRef released = put(TestContent.of(2, 70_000), ONE);
        assertThat(store.open(oldest).inMemory().map(FileContentStoreTest::joined))
                .hasValue(TestContent.octets(1, 90_000));

        store.release(released, ONE);
        assertThat(store.open(released).inMemory())
                .as("content that nobody needs")
                .isEmpty();

        ContentRef newest = put(TestContent.of(3, 200_000), ONE);
        assertThat(store.open(oldest).inMemory())
                .as("there is no more room for it")
                .isEmpty();
        assertThat(TestContent.read(store.open(oldest)))
                .as("read from the disk")
                .isEqualTo(TestContent.octets(1, 90_000));
        assertThat(store.open(newest).inMemory().map(FileContentStoreTest::joined))
                .hasValue(TestContent.octets(3, 200_000));
    }

    private static byte[] joined(List<ByteBuffer> parts) {
        ByteBuffer all = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(part -> all.put(part.duplicate()));
        return all.array();
    }

    @Test
    void manySendersAndReadersAtOnce() throws Exception {
        List<Future<?>> senders = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < 50; sender++) {
                int first = sender * 1_000;
                senders.add(threads.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        int size = 100 + i * 997;
                        ContentRef ref = put(TestContent.of(first + i, size), ONE);
                        assertThat(TestContent.read(store.open(ref))).isEqualTo(TestContent.octets(first + i, size));
                        store.release(ref, ONE);
                    }
                    return sender(first);
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
    }

    private static int sender(int number) {
        return number;
    }

    @Test
    void theLastRecipientTakesTheFileAway() throws Exception {
        ContentRef large = put(TestContent.of(1, 500_000), 0, 1, 50_000);
        store.release(large, new int[] {0, 50_000});
        assertThat(TestContent.read(store.open(large))).hasSize(500_000);
        store.release(large, new int[] {1});
        awaitOctets(0);
        assertFault(large, Fault.MISSING);
    }

    @Test
    void takesNoMoreThanATenthMoreThanIsHeld() throws Exception {
        List<ContentRef> kept = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            ContentRef ref = store.put(TestContent.of(i, 4_096), new int[] {0, 1});
            store.awaitDurable(ref);
            store.release(ref, i % 4 == 0 ? ONE : new int[] {0, 1});
            if (i % 4 == 0) {
                kept.add(ref);
            }
        }
        long held = 1_000 * RecordFormat.size(4_096);
        awaitOctets(held + held / 10 + (64 << 10));
        for (int i = 0; i < kept.size(); i++) {
            assertThat(TestContent.read(store.open(kept.get(i)))).isEqualTo(TestContent.octets(i * 4, 4_096));
        }
        restart();
        for (int i = 0; i < kept.size(); i += 2) {
            store.seen(kept.get(i), new int[] {1});
        }
        store.allSeen();
        awaitOctets((held + held / 10) / 2 + (64 << 10));
        for (int i = 0; i < kept.size(); i += 2) {
            assertThat(TestContent.read(store.open(kept.get(i)))).isEqualTo(TestContent.octets(i * 4, 4_096));
            store.release(kept.get(i), new int[] {1});
        }
        awaitOctets(64 << 10);
        store.close();
        assertThat(files()).isEmpty();
        open();
    }

    /** Waits for the store's own thread, which looks every 20 ms. */
    private void awaitOctets(long most) throws Exception {
        Waiting.until(
                "no more octets than " + most,
                () -> store.use().octets() <= most && onDisk() <= most + 10 * RecordFormat.HEADER);
    }

    private long onDisk() throws IOException {
        long octets = 0;
        for (Path file : files()) {
            octets += sizeOf(file);
        }
        return octets;
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return String.valueOf(file).endsWith(".mail") ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0; // deleted since it was listed
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith("lock")).toList();
        }
    }

    @Test
    void deletesNothingOldBeforeItKnowsWhatIsReferredTo() throws IOException {
        ContentRef seen = put(TestContent.of(1, 4_096), 0, 1);
        ContentRef unseen = put(TestContent.of(2, 4_096), ONE);
        ContentRef releasedFirst = put(TestContent.of(3, 4_096), ONE);
        restart();
        store.release(releasedFirst, ONE);
        store.seen(releasedFirst, ONE); // a look at the queues that was slower than the delivery
        store.seen(seen, new int[] {1});
        for (ContentRef ref : List.of(seen, unseen, releasedFirst)) {
            assertThat(TestContent.read(store.open(ref))).hasSize(4_096);
        }
        store.allSeen();
        assertThat(store.use().held()).isEqualTo(RecordFormat.size(4_096));
        store.release(seen, new int[] {1});
        assertThat(store.use().held()).isZero();
    }

    @Test
    void tellsDamage() throws IOException {
        ContentRef small = put(TestContent.of(1, 4_096), ONE);
        ContentRef next = put(TestContent.of(2, 4_096), ONE);
        store.close();
        overwrite(small.offset() + 1_000);
        open();
        assertFault(small, Fault.DAMAGED);
        assertThat(TestContent.read(store.open(next))).isEqualTo(TestContent.octets(2, 4_096));
    }

    @Test
    void readsNoOtherMessage() throws IOException {
        ContentRef one = put(TestContent.of(1, 4_096), ONE);
        ContentRef two = put(TestContent.of(2, 4_096), ONE);
        ContentRef wrong = new ContentRef(one.segment(), one.offset(), two.length(), two.checksum());
        assertFault(wrong, Fault.DAMAGED);
        assertFault(new ContentRef(one.segment(), one.offset() + 8, one.length(), one.checksum()), Fault.DAMAGED);
    }

    @Test
    void tellsWhatWasNeverOnDisk() throws IOException {
        ContentRef first = put(TestContent.of(1, 4_096), ONE);
        ContentRef torn = put(TestContent.of(2, 4_096), ONE);
        store.close();
        try (FileChannel file = FileChannel.open(files().getFirst(), StandardOpenOption.WRITE)) {
            file.truncate(torn.offset() + 2_000);
        }
        open();
        assertFault(torn, Fault.NEVER_WRITTEN);
        assertThat(TestContent.read(store.open(first))).isEqualTo(TestContent.octets(1, 4_096));
        restart();
        assertFault(torn, Fault.NEVER_WRITTEN);
    }

    /** A later record says that what is damaged had been flushed, so a crash is no excuse. */
    @Test
    void takesDamageForNoTornEnd() throws IOException {
        ContentRef first = put(TestContent.of(1, 4_096), ONE);
        ContentRef last = put(TestContent.of(2, 4_096), ONE);
        store.close();
        overwrite(first.offset() + 1_000);
        try (FileChannel file = FileChannel.open(files().getFirst(), StandardOpenOption.WRITE)) {
            file.truncate(file.size() - RecordFormat.HEADER); // as if nobody had ended it
        }
        open();
        assertFault(first, Fault.DAMAGED);
        assertThat(TestContent.read(store.open(last))).isEqualTo(TestContent.octets(2, 4_096));
    }

    private void overwrite(long at) throws IOException {
        try (FileChannel file = FileChannel.open(files().getFirst(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap("somebody else's".getBytes(StandardCharsets.US_ASCII)), at);
        }
    }

    private void assertFault(ContentRef ref, Fault fault) {
        assertThatThrownBy(() -> TestContent.read(store.open(ref)))
                .isInstanceOfSatisfying(
                        UnreadableContentException.class,
                        e -> assertThat(e.fault()).isEqualTo(fault));
    }

    /** An interrupt closes the file that all readers share. */
    @Test
    void anInterruptedReaderDisturbsNobody() throws IOException {
        ContentRef ref = put(TestContent.of(1, 200_000), ONE);
        try (InputStream other = store.open(ref).open()) {
            assertThat(other.readNBytes(10)).hasSize(10);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> TestContent.read(store.open(ref))).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(other.readAllBytes()).hasSize(199_990);
        }
    }

    @Test
    void refusesContentThatIsNotAsLongAsItSays() {
        for (int size : new int[] {10, 1_000, 300_000}) {
            MessageContent liar = new MessageContent() {
                @Override
                public long size() {
                    return size;
                }

                @Override
                public InputStream open() {
                    throw new IllegalStateException("not used");
                }

                @Override
                public void writeTo(OutputStream out) throws IOException {
                    out.write(new byte[size + 700_000]);
                }
            };
            assertThatThrownBy(() -> put(liar, 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("more than");
        }
        assertThat(store.use().held()).isZero();
    }

    @Test
    void nobodyElseMayRead() throws IOException {
        put(new BytesContent(new byte[10]), 0);
        put(TestContent.of(1, 300_000), 0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        for (Path file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void letsNoOtherServerIn() throws IOException {
        FileContentStore other = new FileContentStore(directory, SMALL, CLOCK);
        assertThatThrownBy(other::start).isInstanceOf(IOException.class).hasMessageContaining("is in use");
        ContentRef ref = put(TestContent.of(1, 4_096), ONE);
        assertThat(TestContent.read(store.open(ref))).hasSize(4_096);
    }

    @Test
    void takesNothingWhenStopped() throws IOException {
        store.close();
        assertThatThrownBy(() -> put(new BytesContent(new byte[10]), 0)).isInstanceOf(IOException.class);
        open();
    }
}
