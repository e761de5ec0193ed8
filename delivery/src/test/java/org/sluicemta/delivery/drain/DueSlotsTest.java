package org.sluicemta.delivery.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sluicemta.testing.time.MutableClock;

class DueSlotsTest {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
                    "'later.'uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final MutableClock clock = new MutableClock();
    private final DueSlots slots = new DueSlots();

    private String slotIn(Duration time) {
        return NAME.format(clock.instant().plus(time));
    }

    @Test
    void givesASlotWhenItIsDueAndNotBefore() {
        String slot = slotIn(Duration.ofMinutes(5));
        assertThat(slots.add(slot)).isTrue();
        assertThat(slots.add(slot)).as("no news").isFalse();

        assertThat(slots.take(clock.instant())).isEmpty();
        assertThat(slots.next()).contains(clock.instant().plusSeconds(300));
        clock.advance(Duration.ofMinutes(5));

        assertThat(slots.take(clock.instant())).contains(slot);
        assertThat(slots.take(clock.instant())).isEmpty();
    }

    @Test
    void takesTheOldestFirst() {
        String late = slotIn(Duration.ofMinutes(2));
        String early = slotIn(Duration.ofMinutes(1));
        slots.add(late);
        slots.add(early);
        clock.advance(Duration.ofMinutes(3));

        assertThat(slots.take(clock.instant())).contains(early);
        assertThat(slots.take(clock.instant())).contains(late);
    }

    @Test
    void passesOverWhatIsNoSlot() {
        assertThat(slots.add("later.now")).isFalse();
        assertThat(slots.add("egress.main.gmail.shared")).isFalse();
        assertThat(slots.next()).isEmpty();
    }

    @Test
    void keepsMailThatComesIntoASlotWhileItIsDrained() {
        String slot = slotIn(Duration.ZERO);
        slots.add(slot);
        slots.take(clock.instant());

        assertThat(slots.add(slot)).as("somebody must be woken").isTrue();
        slots.drained(slot);

        assertThat(slots.take(clock.instant())).contains(slot);
    }

    @Test
    void triesAFailedSlotAgainByItsOwnBackOffWhileOthersGoOn() {
        String bad = slotIn(Duration.ZERO);
        slots.add(bad);
        slots.take(clock.instant());
        slots.failed(bad, clock.instant());
        String good = slotIn(Duration.ofSeconds(-1));
        slots.add(good);

        assertThat(slots.take(clock.instant())).contains(good);
        slots.drained(good);
        assertThat(slots.take(clock.instant())).isEmpty();
        clock.advance(DueSlots.FIRST_BACK_OFF);
        assertThat(slots.take(clock.instant())).contains(bad);
    }

    @Test
    void doublesTheBackOffUpToTheLongestAndForgetsItWhenDrained() {
        String slot = slotIn(Duration.ZERO);
        slots.add(slot);
        Duration pause = DueSlots.FIRST_BACK_OFF;
        for (int i = 0; i < 20; i++) {
            assertThat(slots.take(clock.instant())).contains(slot);
            slots.failed(slot, clock.instant());
            Instant next = slots.next().orElseThrow();
            assertThat(next).isEqualTo(clock.instant().plus(pause));
            clock.set(next);
            pause = pause.multipliedBy(2).compareTo(DueSlots.LONGEST_BACK_OFF) > 0
                    ? DueSlots.LONGEST_BACK_OFF
                    : pause.multipliedBy(2);
        }
        slots.take(clock.instant());
        slots.drained(slot);

        slots.add(slot);
        slots.take(clock.instant());
        slots.failed(slot, clock.instant());
        assertThat(slots.next()).contains(clock.instant().plus(DueSlots.FIRST_BACK_OFF));
    }

    @Test
    void newsOfAFailingSlotDoesNotShortenItsBackOff() {
        String slot = slotIn(Duration.ZERO);
        slots.add(slot);
        slots.take(clock.instant());
        slots.add(slot);
        slots.failed(slot, clock.instant());

        assertThat(slots.add(slot)).isFalse();
        assertThat(slots.take(clock.instant())).isEmpty();
    }
}
