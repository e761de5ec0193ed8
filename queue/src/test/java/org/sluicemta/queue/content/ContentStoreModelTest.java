package org.sluicemta.queue.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random puts, releases, restarts and power cuts against a map of what must be there. */
class ContentStoreModelTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T17:00:00Z"));
    private static final ContentTuning TINY =
            new ContentTuning(64 << 10, 16 << 10, 256 << 10, 0, Duration.ofSeconds(20), Duration.ofMillis(2), 64 << 20);

    @TempDir
    private Path directory;

    private final Map<ContentRef, Message> model = new LinkedHashMap<>();
    private final Random random = new Random(0);
    private ForgetfulFiles files;
    private FileContentStore store;
    private long number;

    private record Message(long number, int size, Set<Integer> recipients) {}

    @BeforeEach
    void open() throws IOException {
        files = new ForgetfulFiles(new DiskFiles(directory), random);
        store = new FileContentStore(files, TINY, CLOCK);
        store.start();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyDurableContentIsThereUntilItIsReleased(long seed) throws IOException {
        random.setSeed(seed);
        for (int step = 0; step < 4_000; step++) {
            switch (random.nextInt(400)) {
                case 0 -> restart();
                case 1, 2 -> powerCut();
                case 3 -> checkAll();
                default -> putOrRelease();
            }
        }
        checkAll();
    }

    private void putOrRelease() throws IOException {
        if (model.size() < 30 || random.nextInt(100) < 45) {
            put();
        } else {
            release();
        }
    }

    private void put() throws IOException {
        Message message = newMessage();
        ContentRef ref = store.put(TestContent.of(message.number(), message.size()), array(message.recipients()));
        store.awaitDurable(ref);
        model.put(ref, message);
    }

    private Message newMessage() {
        Set<Integer> recipients = new HashSet<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            recipients.add(random.nextInt(50));
        }
        return new Message(number++, random.nextInt(random.nextInt(10) == 0 ? 40_000 : 3_000), recipients);
    }

    private static int[] array(Set<Integer> recipients) {
        return recipients.stream().mapToInt(Integer::intValue).toArray();
    }

    private void release() {
        ContentRef ref = any();
        Set<Integer> held = recipients(ref);
        int recipient = held.iterator().next();
        store.release(ref, new int[] {recipient});
        held.remove(recipient);
        if (held.isEmpty()) {
            model.remove(ref);
        }
    }

    private Set<Integer> recipients(ContentRef ref) {
        return Objects.requireNonNull(model.get(ref), "in the model").recipients();
    }

    private ContentRef any() {
        List<ContentRef> refs = new ArrayList<>(model.keySet());
        return refs.get(random.nextInt(refs.size()));
    }

    private void restart() throws IOException {
        store.close();
        open();
        tellWhatIsThere();
    }

    /** In the middle of puts that nobody has been told of. */
    private void powerCut() throws IOException {
        for (int i = random.nextInt(5); i > 0; i--) {
            Message unanswered = newMessage();
            store.put(TestContent.of(unanswered.number(), unanswered.size()), array(unanswered.recipients()));
        }
        files.cut();
        store.close();
        files.forget();
        open();
        tellWhatIsThere();
    }

    /** Mail moves while the queues are looked through. */
    private void tellWhatIsThere() {
        for (ContentRef ref : List.copyOf(model.keySet())) {
            if (model.containsKey(ref)) {
                int[] before = array(recipients(ref));
                if (random.nextInt(10) == 0) {
                    release();
                }
                store.seen(ref, before);
            }
        }
        store.allSeen();
    }

    private void checkAll() throws IOException {
        for (Map.Entry<ContentRef, Message> each : model.entrySet()) {
            Message message = each.getValue();
            assertThat(TestContent.read(store.open(each.getKey())))
                    .isEqualTo(TestContent.octets(message.number(), message.size()));
        }
        long held = model.keySet().stream()
                .mapToLong(ref -> RecordFormat.size(ref.length()))
                .sum();
        assertThat(store.use().held()).isEqualTo(held);
    }

    @Test
    void aFullDiskRefusesAndKeepsNothing() throws IOException {
        put();
        put();
        files.full = true;
        for (int size : new int[] {100, 5_000, 40_000}) {
            assertThatThrownBy(() -> {
                        ContentRef ref = store.put(TestContent.of(1, size), new int[] {0});
                        try {
                            store.awaitDurable(ref);
                        } finally {
                            store.release(ref, new int[] {0});
                        }
                    })
                    .isInstanceOf(NoContentRoomException.class);
        }
        files.full = false;
        put();
        checkAll();
        restart();
        checkAll();
    }

    @Test
    void aFailedFlushLosesNothingThatWasAnswered() throws IOException {
        put();
        files.flushFails = true;
        assertThatThrownBy(this::put).isInstanceOf(IOException.class).hasMessageContaining("Input/output error");
        files.flushFails = false;
        put();
        checkAll();
        powerCut();
        checkAll();
    }
}
