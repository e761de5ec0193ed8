package org.sluicemta.testing.egress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.MessageCap;

/** Reservations in memory, which several gateways of a test may share, and which can be away. */
public final class MemoryCapReserve implements CapReserve {
    private final InstantSource clock;
    private final List<Row> rows = new ArrayList<>();
    private long ids;
    private @Nullable CountDownLatch away;

    private record Row(long id, String scope, Duration period, long messages, Instant heldUntil) {}

    public MemoryCapReserve(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on every question fails; the latch ends when one has. */
    public synchronized CountDownLatch goAway() {
        away = new CountDownLatch(1);
        return away;
    }

    /** Answers again. */
    public synchronized void comeBack() {
        away = null;
    }

    private void answer() {
        CountDownLatch asked = away;
        if (asked != null) {
            asked.countDown();
            throw new IllegalStateException("the store is away");
        }
    }

    @Override
    public synchronized Answer reserve(String scope, MessageCap cap, long most) {
        answer();
        Instant now = clock.instant();
        List<Row> counting = rows(scope, cap.period())
                .filter(row -> row.heldUntil().plus(cap.period()).isAfter(now))
                .toList();
        long left = cap.messages() - counting.stream().mapToLong(Row::messages).sum();
        if (left <= 0) {
            return new NothingLeft(counting.stream()
                    .map(Row::heldUntil)
                    .min(Instant::compareTo)
                    .orElse(now)
                    .plus(cap.period()));
        }
        Row row = new Row(++ids, scope, cap.period(), Math.min(left, most), now.plus(HELD));
        rows.add(row);
        return new Reservation(row.id(), row.messages(), row.heldUntil());
    }

    private Stream<Row> rows(String scope, Duration period) {
        return rows.stream()
                .filter(row -> row.scope().equals(scope) && row.period().equals(period));
    }

    @Override
    public synchronized void prolong(Collection<Reservation> reservations) {
        answer();
        List<Long> wanted = reservations.stream().map(Reservation::id).toList();
        rows.replaceAll(row -> wanted.contains(row.id())
                ? with(row, row.messages(), clock.instant().plus(HELD))
                : row);
    }

    @Override
    public synchronized void settle(Reservation reservation, long used, Instant lastLeft) {
        answer();
        rows.removeIf(row -> row.id() == reservation.id() && used == 0);
        rows.replaceAll(row -> row.id() == reservation.id() ? with(row, used, lastLeft) : row);
    }

    private static Row with(Row row, long messages, Instant heldUntil) {
        return new Row(row.id(), row.scope(), row.period(), messages, heldUntil);
    }

    /** What counts as used now. */
    public synchronized long used(String scope, Duration period) {
        Instant now = clock.instant();
        return rows(scope, period)
                .filter(row -> row.heldUntil().plus(period).isAfter(now))
                .mapToLong(Row::messages)
                .sum();
    }
}
