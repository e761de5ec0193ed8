package org.sluicemta.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskRoomTest {
    private final AtomicLong free = new AtomicLong(1_000);
    private final DiskRoom room = new DiskRoom(free::get);

    @Test
    void givesWhatIsFreeAndNoMore() {
        assertThat(room.has(1_000)).isTrue();
        assertThat(room.has(1_001)).isFalse();
        assertThat(room.claim(1_001)).isEmpty();
        assertThat(room.claim(1_000)).isPresent();
    }

    @Test
    void countsWhatOthersAreWriting() {
        DiskRoom.Claim first = room.claim(600).orElseThrow();
        assertThat(room.claim(500)).isEmpty();
        assertThat(room.has(500)).isFalse();
        assertThat(room.claim(400)).isPresent();
        first.close();
        assertThat(room.claim(600)).isPresent();
    }

    @Test
    void takesBackAClaimOnce() {
        DiskRoom.Claim claim = room.claim(600).orElseThrow();
        claim.close();
        claim.close();
        assertThat(room.claim(1_001)).isEmpty();
    }

    @Test
    void looksAtTheDiskEachTime() {
        free.set(10);
        assertThat(room.claim(11)).isEmpty();
        free.set(11);
        assertThat(room.claim(11)).isPresent();
    }

    @Test
    void countsAllThatWasClaimedSinceTheDiskWasAskedAsWritten() {
        AtomicLong now = new AtomicLong();
        AtomicLong asked = new AtomicLong();
        DiskRoom rarely = new DiskRoom(
                () -> {
                    asked.incrementAndGet();
                    return free.get();
                },
                Duration.ofMillis(50),
                now::get);
        rarely.claim(600).orElseThrow().close();
        rarely.claim(300).orElseThrow().close();
        assertThat(asked).as("one answer serves both").hasValue(1);

        free.set(100);
        assertThat(rarely.claim(101))
                .as("too little, so the disk is asked again")
                .isEmpty();
        assertThat(asked).hasValue(2);

        free.set(5_000);
        now.addAndGet(Duration.ofMillis(50).toNanos());
        assertThat(rarely.claim(5_000)).as("the answer is too old").isPresent();
    }
}
