package org.sluicemta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
    private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void readsWhatItWroteInAnyCase() {
        Random random = new Random(32);
        for (int i = 0; i < 10_000; i++) {
            MessageId id = new MessageId(random.nextLong() >>> 1);
            assertThat(MessageId.parse(id.toString())).isEqualTo(id);
            assertThat(MessageId.parse(id.toString().toLowerCase(Locale.ROOT))).isEqualTo(id);
        }
    }

    @Test
    void sortsAsTextAsItDoesAsNumber() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            MessageId one = new MessageId(random.nextLong() >>> 1);
            MessageId two = new MessageId(random.nextLong() >>> 1);
            assertThat(Integer.signum(one.toString().compareTo(two.toString())))
                    .isEqualTo(Integer.signum(one.compareTo(two)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "000000000000", "00000000000000", "000000000000I", "000000000000O", "ZZZZZZZZZZZZZ"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> MessageId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverGivesOneTwice() throws Exception {
        MessageIdSource source = new MessageIdSource(() -> now, 5);
        Set<MessageId> ids = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<MessageId>>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                tasks.add(threads.submit(() -> take(source, 50_000)));
            }
            for (Future<List<MessageId>> task : tasks) {
                assertThat(task.get()).isSorted();
                ids.addAll(task.get());
            }
        }
        assertThat(ids).hasSize(200_000);
    }

    @Test
    void ascendsThoughTheClockStepsBack() {
        MessageIdSource source = new MessageIdSource(() -> now, 5);
        MessageId before = source.next();
        now = now.minusSeconds(3_600);
        assertThat(source.next()).isGreaterThan(before);
        MessageIdSource restarted = new MessageIdSource(() -> now, 5);
        restarted.continueAfter(before);
        assertThat(restarted.next()).isGreaterThan(before);
    }

    @Test
    void keepsNodesApart() {
        MessageId one = new MessageIdSource(() -> now, 0).next();
        MessageId two = new MessageIdSource(() -> now, 63).next();
        assertThat(one).isNotEqualTo(two);
        assertThat(one).isGreaterThanOrEqualTo(MessageIdSource.firstAt(now));
        assertThat(two).isLessThan(MessageIdSource.firstAt(now.plusMillis(1)));
        assertThatThrownBy(() -> new MessageIdSource(() -> now, 64)).hasMessage("node must be 0 to 63, got 64");
    }

    private static List<MessageId> take(MessageIdSource source, int count) {
        List<MessageId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(source.next());
        }
        return ids;
    }
}
