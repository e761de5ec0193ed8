package org.sluicemta.queue.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HoldsTest {
    private static final int SIZE = 48;

    private final Holds holds = new Holds();

    @Test
    void aRecordIsHeldUntilItsLastRecipientLetsGo() {
        holds.hold(0, SIZE, new int[] {0, 5, 31, 40_000});
        assertThat(holds.release(0, new int[] {5, 40_000})).isFalse();
        assertThat(holds.release(0, new int[] {0})).isFalse();
        assertThat(holds.isHeld(0)).isTrue();
        assertThat(holds.release(0, new int[] {31})).isTrue();
        assertThat(holds.isHeld(0)).isFalse();
        assertThat(holds.octets()).isZero();
    }

    @Test
    void lettingGoTwiceChangesNothing() {
        holds.hold(8, SIZE, new int[] {1, 2});
        assertThat(holds.release(8, new int[] {1})).isFalse();
        assertThat(holds.release(8, new int[] {1})).isFalse();
        assertThat(holds.isHeld(8)).isTrue();
        assertThat(holds.release(16, new int[] {1})).isFalse();
    }

    @Test
    void behavesAsAMapOfSets() {
        Random random = new Random(11);
        Map<Long, Set<Integer>> model = new TreeMap<>();
        for (int step = 0; step < 200_000; step++) {
            long offset = random.nextInt(500) * 8L;
            int[] recipients = random.ints(1 + random.nextInt(3), 0, 45).toArray();
            if (random.nextInt(3) == 0) {
                holds.hold(offset, SIZE, recipients);
                Set<Integer> held = model.computeIfAbsent(offset, key -> new TreeSet<>());
                for (int recipient : recipients) {
                    held.add(recipient);
                }
            } else {
                assertThat(holds.release(offset, recipients)).isEqualTo(released(model, offset, recipients));
            }
            assertThat(holds.count()).isEqualTo(model.size());
        }
        assertThat(holds.octets()).isEqualTo((long) model.size() * SIZE);
        assertThat(holds.offsets()).containsExactly(model.keySet().toArray(Long[]::new));
    }

    private static boolean released(Map<Long, Set<Integer>> model, long offset, int[] recipients) {
        Set<Integer> held = model.get(offset);
        if (held == null) {
            return false;
        }
        for (int recipient : recipients) {
            held.remove(recipient);
        }
        return held.isEmpty() && model.remove(offset) != null;
    }

    @Test
    void takesAwayWhatOthersHold() {
        Holds released = new Holds();
        Map<Long, Integer> left = new HashMap<>();
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            long offset = i * 8L;
            holds.hold(offset, SIZE, new int[] {0, 33});
            released.hold(offset, SIZE, i % 3 == 0 ? new int[] {0, 33} : new int[] {33});
            if (i % 3 != 0) {
                left.put(offset, 0);
                all.add(offset);
            }
        }
        holds.subtract(released);
        assertThat(holds.offsets()).containsExactly(all.toArray(Long[]::new));
        left.forEach((offset, recipient) ->
                assertThat(holds.release(offset, new int[] {recipient})).isTrue());
        assertThat(holds.count()).isZero();
    }

    @Test
    void whatIsHeldMovesWithItsHolders() {
        Holds target = new Holds();
        holds.hold(64, SIZE, new int[] {3, 70});
        assertThat(holds.move(64, target, 8)).isTrue();
        assertThat(holds.move(64, target, 16)).isFalse();
        assertThat(holds.count()).isZero();
        assertThat(target.octets()).isEqualTo(SIZE);
        assertThat(target.release(8, new int[] {3})).isFalse();
        assertThat(target.release(8, new int[] {70})).isTrue();
    }
}
