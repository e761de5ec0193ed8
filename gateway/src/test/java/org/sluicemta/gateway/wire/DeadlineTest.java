package org.sluicemta.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final long NONE = -1;

    private long nanos = 7;
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Deadline deadline = new Deadline(channel, () -> nanos);
    private int ended;

    @Test
    void endsWhatIsLate() {
        deadline.set(Duration.ofMinutes(5), this::end);

        pass(Duration.ofMinutes(4));
        assertThat(ended).isZero();
        pass(Duration.ofMinutes(2));
        assertThat(ended).isOne();
    }

    @Test
    void movesBackWithoutAnotherTimer() {
        deadline.set(Duration.ofMinutes(1), this::end);
        deadline.set(Duration.ofMinutes(10), this::end);

        pass(Duration.ofMinutes(9));
        assertThat(ended).isZero();
        pass(Duration.ofMinutes(2));
        assertThat(ended).isOne();
    }

    /** As after each message on a kept connection: five minutes for a reply, then five seconds of idling. */
    @Test
    void hasOneTimerHoweverOftenItMoves() {
        for (int message = 0; message < 1000; message++) {
            deadline.set(Duration.ofMinutes(5), this::end);
            deadline.set(Duration.ofSeconds(5), this::end);
        }

        pass(Duration.ofSeconds(6));

        assertThat(ended).isOne();
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(NONE);
    }

    /** A timer would keep the channel in memory for as long as it runs. */
    @Test
    void leavesNoTimerBehindWhenTheChannelIsClosed() {
        deadline.set(Duration.ofMinutes(10), this::end);

        deadline.end();

        assertThat(channel.runScheduledPendingTasks()).isEqualTo(NONE);
        pass(Duration.ofMinutes(11));
        assertThat(ended).isZero();
    }

    @Test
    void isEndedByItsWireWhenTheConnectionIsLost() {
        SmtpWire wire = new SmtpWire(channel, Duration.ofMinutes(5));
        wire.restartTimeout(Duration.ofMinutes(5));

        channel.close();
        channel.runPendingTasks();

        assertThat(channel.runScheduledPendingTasks()).isEqualTo(NONE);
    }

    private void end() {
        ended++;
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
