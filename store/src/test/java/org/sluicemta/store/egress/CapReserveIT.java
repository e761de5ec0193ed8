package org.sluicemta.store.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.CapReserve.NothingLeft;
import org.sluicemta.egress.CapReserve.Reservation;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.testing.time.MutableClock;

class CapReserveIT extends DatabaseContract {
    private static final String SCOPE = "source mkt-1 at gmail";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final MessageCap AN_HOUR = new MessageCap(100, HOUR);
    private static final MessageCap A_DAY = new MessageCap(1_000, DAY);

    private final MutableClock clock = new MutableClock();
    private final DatabaseCapReserve reserve = new DatabaseCapReserve(database(), clock);

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> {
            handle.execute("DELETE FROM cap_reservation");
            handle.execute("DELETE FROM cap_period");
        });
    }

    @Test
    void reservesUpToTheCap() {
        Reservation first = reserved(AN_HOUR, 60);
        assertThat(first.messages()).isEqualTo(60);
        assertThat(first.heldUntil()).isEqualTo(clock.instant().plus(CapReserve.HELD));

        assertThat(reserved(AN_HOUR, 60).messages()).isEqualTo(40);
        assertThat(reserve.reserve(SCOPE, AN_HOUR, 1))
                .isEqualTo(new NothingLeft(first.heldUntil().plus(HOUR)));
    }

    @Test
    void keepsScopesApart() {
        reserved(AN_HOUR, 100);
        assertThat(reserve.reserve("source mkt-2 at gmail", AN_HOUR, 100)).isInstanceOf(Reservation.class);
    }

    @Test
    void countsOnAfterARestart() {
        reserved(AN_HOUR, 70);
        assertThat(left(new DatabaseCapReserve(database(), clock), AN_HOUR)).isEqualTo(30);
    }

    @Test
    void takesBackWhatWasNotUsed() {
        Reservation reservation = reserved(AN_HOUR, 100);
        reserve.settle(reservation, 30, clock.instant());
        assertThat(left(AN_HOUR)).isEqualTo(70);

        reserve.settle(reserved(AN_HOUR, 70), 0, clock.instant());
        assertThat(left(AN_HOUR)).isEqualTo(70);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void countsWhatLeftForOnePeriod() {
        Reservation reservation = reserved(AN_HOUR, 100);
        Instant lastLeft = clock.advance(Duration.ofMinutes(10));
        clock.advance(Duration.ofMinutes(2));
        reserve.settle(reservation, 100, lastLeft);

        Instant free = lastLeft.plus(HOUR);
        assertThat(reserve.reserve(SCOPE, AN_HOUR, 1)).isEqualTo(new NothingLeft(free));
        clock.set(free.minusMillis(1));
        assertThat(left(AN_HOUR)).isZero();
        clock.set(free);
        assertThat(left(AN_HOUR)).isEqualTo(100);
    }

    @Test
    void roundsTheLastMessageUpToAMillisecond() {
        reserve.settle(reserved(AN_HOUR, 100), 100, clock.instant().plusNanos(1));
        clock.advance(HOUR);
        assertThat(left(AN_HOUR)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(left(AN_HOUR)).isEqualTo(100);
    }

    @Test
    void settlesOnlyOnceAndIgnoresWhatIsGone() {
        Reservation reservation = reserved(AN_HOUR, 50);
        reserve.settle(reservation, 20, clock.instant());
        reserve.settle(reservation, 50, clock.instant());
        reserve.settle(reservation, 0, clock.instant());
        reserve.settle(new Reservation(Long.MAX_VALUE, 50, clock.instant()), 50, clock.instant());
        assertThat(left(AN_HOUR)).isEqualTo(80);
    }

    @Test
    void refusesFiguresThatCannotBe() {
        Reservation reservation = reserved(AN_HOUR, 50);
        assertThatThrownBy(() -> reserve.settle(reservation, 51, clock.instant()))
                .hasMessage("of 50 reserved messages, 51 cannot be used");
        assertThatThrownBy(() -> reserve.settle(reservation, -1, clock.instant()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reserve.reserve(SCOPE, AN_HOUR, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsWhatIsProlonged() {
        Reservation reservation = reserved(AN_HOUR, 100);
        for (int i = 0; i < 12; i++) {
            clock.advance(Duration.ofMinutes(10));
            reserve.prolong(List.of(reservation));
        }
        assertThat(reserve.reserve(SCOPE, AN_HOUR, 1))
                .isEqualTo(new NothingLeft(clock.instant().plus(CapReserve.HELD).plus(HOUR)));
        reserve.prolong(List.of());
    }

    /** As one that was suspended may try. Others may have what it had by then. */
    @Test
    void doesNotProlongWhatNoLongerCounts() {
        Reservation late = reserved(AN_HOUR, 100);
        clock.set(late.heldUntil().plus(HOUR));
        reserve.prolong(List.of(late));
        assertThat(left(AN_HOUR)).isEqualTo(100);
    }

    @Test
    void losesToACrashWhatWasReservedAndNoLongerThanThePeriodAfterIt() {
        reserve.settle(reserved(AN_HOUR, 50), 50, clock.instant());
        Reservation crashed = reserved(AN_HOUR, 10);
        assertThat(left(AN_HOUR)).isEqualTo(40);

        clock.advance(HOUR);
        assertThat(left(AN_HOUR)).isEqualTo(90);
        clock.set(crashed.heldUntil().plus(HOUR).minusMillis(1));
        assertThat(left(AN_HOUR)).isEqualTo(90);
        clock.set(crashed.heldUntil().plus(HOUR));
        assertThat(left(AN_HOUR)).isEqualTo(100);
    }

    @Test
    void countsAgainstACapThatWasLowered() {
        reserved(AN_HOUR, 100);
        assertThat(left(new MessageCap(50, HOUR))).isZero();
        assertThat(left(new MessageCap(150, HOUR))).isEqualTo(50);
    }

    @Test
    void beginsALongerPeriodWithWhatLeftInTheShorterOne() {
        reserve.settle(reserved(AN_HOUR, 40), 40, clock.instant());
        clock.advance(Duration.ofMinutes(90));
        reserve.settle(reserved(AN_HOUR, 30), 30, clock.instant());
        reserved(AN_HOUR, 20);

        assertThat(left(new MessageCap(1_000, Duration.ofHours(2)))).isEqualTo(1_000 - 90);
        clock.advance(Duration.ofMinutes(30));
        assertThat(left(new MessageCap(1_000, Duration.ofHours(2)))).isEqualTo(1_000 - 50);
    }

    @Test
    void beginsAShorterPeriodWithWhatLeftInIt() {
        reserve.settle(reserved(A_DAY, 40), 40, clock.instant());
        clock.advance(HOUR);
        reserve.settle(reserved(A_DAY, 30), 30, clock.instant());

        assertThat(left(AN_HOUR)).isEqualTo(70);
        clock.advance(HOUR);
        assertThat(left(AN_HOUR)).isEqualTo(100);
    }

    /** Each message is counted under each cap, so it must not count twice for any. */
    @Test
    void takesTheMostOfWhatSeveralPeriodsTell() {
        Reservation hour = reserved(AN_HOUR, 40);
        Reservation day = reserved(A_DAY, 40);
        reserve.settle(hour, 40, clock.instant());
        reserve.settle(day, 40, clock.instant());
        clock.advance(Duration.ofMinutes(5));
        assertThat(left(new MessageCap(100, Duration.ofHours(2)))).isEqualTo(60);
    }

    /** The first message of a new source is reserved under one cap, and then under the other, before it leaves. */
    @Test
    void beginsTwoPeriodsTogetherWithNothing() {
        reserved(AN_HOUR, 40);
        assertThat(left(A_DAY)).isEqualTo(1_000);
    }

    @Test
    void beginsTwoPeriodsTogetherWithWhatWasUsedBefore() {
        reserve.settle(reserved(AN_HOUR, 40), 40, clock.instant());
        clock.advance(Duration.ofMinutes(10));
        reserved(new MessageCap(500, Duration.ofHours(2)), 5);
        assertThat(left(A_DAY)).isEqualTo(960);
    }

    @Test
    void countsWhatLeftWhileACapWasTakenAway() {
        reserve.settle(reserved(AN_HOUR, 40), 40, clock.instant());
        MessageCap meanwhile = new MessageCap(1_000, Duration.ofHours(2));
        reserve.settle(reserved(meanwhile, 30), 30, clock.advance(Duration.ofMinutes(1)));
        clock.advance(Duration.ofMinutes(40));
        reserve.settle(reserved(meanwhile, 50), 50, clock.advance(Duration.ofMinutes(1)));
        assertThat(left(AN_HOUR)).isEqualTo(100 - 80);
        assertThat(left(AN_HOUR)).isEqualTo(100 - 80);
    }

    /** A day's reservation may be larger than an hour's cap; what has left of it was reserved under both. */
    @Test
    void doesNotTakeALongPeriodsReservationsForMessagesOfAShortOne() {
        Reservation hour = reserved(AN_HOUR, 1);
        Reservation day = reserved(A_DAY, 500);
        reserve.settle(hour, 1, clock.instant());
        assertThat(left(AN_HOUR)).isEqualTo(99);

        clock.advance(HOUR.plusMinutes(1));
        reserve.settle(day, 500, clock.instant());
        assertThat(left(AN_HOUR)).isEqualTo(100);
        assertThat(left(A_DAY)).isEqualTo(500);
    }

    @Test
    void keepsFewRowsForAPeriod() {
        MessageCap wide = new MessageCap(100_000, DAY);
        for (int i = 0; i < 120; i++) {
            reserve.settle(reserved(wide, 10), 10, clock.instant());
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(left(wide)).isEqualTo(100_000 - 1_200);
        // 20 minutes in parts of 86.4 s.
        assertThat(rows()).isLessThanOrEqualTo(15);

        clock.set(MutableClock.START.plus(DAY).plusSeconds(600));
        assertThat(left(wide)).isBetween(100_000L - 1_200 + 500, 100_000L - 1_200 + 610);
    }

    @Test
    void prunesWhatStoppedCountingAnHourAgo() {
        Reservation hour = reserved(AN_HOUR, 40);
        reserved(A_DAY, 40);
        reserve.settle(hour, 40, clock.instant());
        clock.advance(HOUR.multipliedBy(2));
        reserve.prune();
        assertThat(rows()).isEqualTo(2);
        clock.advance(Duration.ofMillis(1));
        reserve.prune();
        assertThat(rows()).isEqualTo(1);
        assertThat(left(A_DAY)).isEqualTo(960);

        clock.advance(Duration.ofDays(40));
        reserve.prune();
        assertThat(rows()).isZero();
        assertThat(count("cap_period")).isZero();
    }

    private Reservation reserved(MessageCap cap, long messages) {
        return (Reservation) reserve.reserve(SCOPE, cap, messages);
    }

    private long left(MessageCap cap) {
        return left(reserve, cap);
    }

    /** How much could be reserved now. */
    private long left(DatabaseCapReserve from, MessageCap cap) {
        List<Reservation> all = new ArrayList<>();
        while (from.reserve(SCOPE, cap, Long.MAX_VALUE) instanceof Reservation reservation) {
            all.add(reservation);
        }
        all.forEach(reservation -> from.settle(reservation, 0, clock.instant()));
        return all.stream().mapToLong(Reservation::messages).sum();
    }

    private static long rows() {
        return count("cap_reservation");
    }

    private static long count(String table) {
        return database()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }
}
