package org.sluicemta.queue.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PushRoomTest {
    private final PushRoom room = new PushRoom(4, 1_000);

    @Test
    void holdsSoManyMessages() {
        for (int i = 0; i < 4; i++) {
            assertThat(room.reserve(1)).isTrue();
        }
        assertThat(room.reserve(1)).isFalse();
    }

    @Test
    void holdsSoManyOctets() {
        assertThat(room.reserve(600)).isTrue();
        assertThat(room.reserve(401)).isFalse();
        assertThat(room.reserve(400)).isTrue();
    }

    @Test
    void hasRoomForOneMessageWhateverItsSize() {
        assertThat(room.reserve(5_000)).isTrue();
        assertThat(room.reserve(1)).isFalse();
        assertThat(room.release(1, 5_000)).isTrue();
    }

    @Test
    void asksForMoreOnceWhenHalfIsFreeAgain() {
        for (int i = 0; i < 4; i++) {
            room.reserve(1);
        }
        room.reserve(1);
        assertThat(room.release(1, 1)).isFalse();
        assertThat(room.release(1, 1)).isTrue();
        assertThat(room.release(1, 1)).isFalse();
    }

    @Test
    void asksForNothingWhenNothingWasRefused() {
        room.reserve(1);
        assertThat(room.release(1, 1)).isFalse();
    }
}
