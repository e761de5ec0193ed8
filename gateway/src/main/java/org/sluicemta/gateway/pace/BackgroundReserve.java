package org.sluicemta.gateway.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.CapReserve.Reservation;
import org.sluicemta.egress.MessageCap;

/**
 * Asks the store in the background, one question after another, so that no message waits for the database. After a
 * failure, questions that are already waiting aren't asked for a while: each might take as long to fail.
 */
final class BackgroundReserve implements ReservedMessages.Store {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundReserve.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

    /** Changes a gauge, and tells those who wait there. */
    interface Change {
        void of(ReservedMessages gauge, Runnable change);
    }

    private final CapReserve reserve;
    private final PaceClock clock;
    private final Change change;
    private final Executor worker;
    /** The worker's. */
    private @Nullable Long failedNanos;

    /** @param worker one thread, or as good as one */
    BackgroundReserve(CapReserve reserve, Executor worker, PaceClock clock, Change change) {
        this.reserve = reserve;
        this.worker = worker;
        this.clock = clock;
        this.change = change;
    }

    @Override
    public void reserve(ReservedMessages gauge, MessageCap cap, long most) {
        String scope = gauge.scope().name();
        ask(
                () -> {
                    CapReserve.Answer answer = reserve.reserve(scope, cap, most);
                    change.of(gauge, () -> gauge.reserved(answer));
                },
                () -> change.of(gauge, gauge::away));
    }

    @Override
    public void prolong(List<Reservation> reservations, ReservedMessages gauge) {
        ask(
                () -> {
                    Instant until = clock.day().instant().plus(CapReserve.HELD);
                    reserve.prolong(reservations);
                    change.of(gauge, () -> gauge.prolonged(reservations, until));
                },
                () -> {}); // asked again in a minute
    }

    @Override
    public void settle(Reservation reservation, long used, Instant lastLeft) {
        ask(() -> reserve.settle(reservation, used, lastLeft), () -> {}); // it then counts as used, for a while longer
    }

    private void ask(Runnable question, Runnable failed) {
        try {
            worker.execute(() -> answer(question, failed));
        } catch (RejectedExecutionException e) {
            LOG.debug("the server has stopped", e);
        }
    }

    private void answer(Runnable question, Runnable failed) {
        Long last = failedNanos;
        if (last != null && clock.now() - last < PAUSE_NANOS) {
            failed.run();
            return;
        }
        try {
            question.run();
            if (last != null) {
                LOG.info("Caps on messages can be reserved in the database again");
                failedNanos = null;
            }
        } catch (RuntimeException e) {
            if (last == null) {
                LOG.error(
                        "Caps on messages can't be reserved in the database. What is reserved may still leave; mail"
                                + " beyond it waits until the database answers",
                        e);
            }
            failedNanos = clock.now();
            failed.run();
        }
    }
}
