package org.sluicemta.testing.egress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.MessageCap;

/** Reservations in memory, which several gateways of a test may share, and which can be away. */
public final class MemoryCapReserve implements CapReserve {
    private final InstantSource clock;
    private final List<Row> rows = new ArrayList<>();
    private long ids;
    private boolean away;

    private record Row(long id, String scope, Duration period, long messages, Instant heldUntil) {}

    public MemoryCapReserve(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on every question fails. */
    public synchronized void goAway() {
        away = true;
    }

    /** Answers again. */
    public synchronized void comeBack() {
        away = false;
    }

    private void answer() {
        if (away) {
            throw new IllegalStateException("the store is away");
        }
    }

    @Override
    public synchronized Answer reserve(String scope, MessageCap cap, long most) {
        answer();
        Instant now = clock.instant();
        long left = cap.messages() - used(scope, cap.period());
        if (left <= 0) {
            return new NothingLeft(counting(scope, cap.period())
                    .map(Row::heldUntil)
                    .min(Instant::compareTo)
                    .orElse(now)
                    .plus(cap.period()));
        }
        Row row = new Row(++ids, scope, cap.period(), Math.min(left, most), now.plus(HELD));
        rows.add(row);
        return new Reservation(row.id(), row.messages(), row.heldUntil());
    }

    private Stream<Row> counting(String scope, Duration period) {
        Instant since = clock.instant().minus(period);
        return rows.stream()
                .filter(row -> row.scope().equals(scope) && row.period().equals(period))
                .filter(row -> row.heldUntil().isAfter(since));
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
        return counting(scope, period).mapToLong(Row::messages).sum();
    }
}
