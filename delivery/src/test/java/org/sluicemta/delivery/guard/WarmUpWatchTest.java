package org.sluicemta.delivery.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.WarmUp;
import org.sluicemta.egress.WarmUp.Overflow;
import org.sluicemta.egress.WarmUpHold;
import org.sluicemta.egress.WarmUpHoldStore;
import org.sluicemta.egress.WarmUpPlan;
import org.sluicemta.egress.WarmUpThresholds;
import org.sluicemta.gateway.Gateway;
import org.sluicemta.gateway.SiteGate;
import org.sluicemta.gateway.SourceStatus;
import org.sluicemta.reputation.FailureRates;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKey;
import org.sluicemta.reputation.RateKind;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.time.MutableClock;

class WarmUpWatchTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 12, 1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final SiteId GMAIL = new SiteId("gmail");
    private static final WarmUpPlan FOUR_WEEKS = Objects.requireNonNull(WarmUpPlan.STOCK.get("four-weeks"));
    private static final SourceId NEW = new SourceId("new");
    private static final RateCounts GOOD = new RateCounts(1_000, 10, 0, 0);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T12:00:00Z"));
    private final Map<RateKey, RateCounts> counts = new HashMap<>();
    private final List<WarmUpHold> kept = new ArrayList<>();
    private final FakeSources gateway = new FakeSources();
    private final WarmUpWatch watch = new WarmUpWatch(new Figures(), gateway, new Holds(), clock);

    private final class Figures implements FailureRates {
        @Override
        public Map<RateKey, RateCounts> all() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<RateKey, RateCounts> all(Instant since) {
            assertThat(since).isEqualTo(clock.instant().truncatedTo(ChronoUnit.DAYS));
            return counts;
        }

        @Override
        public Set<TenantId> follow() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RateCounts ofTenant(TenantId tenant, Instant since) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RateCounts ofStream(TenantId tenant, StreamId stream, Instant since) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int reporters(TenantId tenant, Instant since) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void beginAnew(TenantId tenant, Instant at) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Holds implements WarmUpHoldStore {
        @Override
        public List<WarmUpHold> all() {
            return List.copyOf(kept);
        }

        @Override
        public boolean add(WarmUpHold hold) {
            boolean better = kept.stream()
                    .anyMatch(other -> other.source().equals(hold.source())
                            && Objects.equals(other.site(), hold.site())
                            && other.day().equals(hold.day())
                            && other.days() >= hold.days());
            if (better) {
                return false;
            }
            kept.removeIf(other -> other.source().equals(hold.source())
                    && Objects.equals(other.site(), hold.site())
                    && other.day().equals(hold.day()));
            return kept.add(hold);
        }
    }

    private static final class FakeSources implements Gateway {
        private List<WarmUpHold> inForce = List.of();
        private Map<SiteId, String> rests = Map.of();
        private List<WarmUp> warmUps = List.of(new WarmUp(FOUR_WEEKS, FIRST));

        @Override
        public List<SourceStatus> sources() {
            PoolId pool = new PoolId("marketing");
            return List.of(
                    new SourceStatus(
                            pool,
                            new EgressSource(NEW, null, "new.example", 1, List.of(), warmUps),
                            true,
                            0,
                            null,
                            rests),
                    new SourceStatus(
                            pool,
                            new EgressSource(new SourceId("old"), null, "old.example", 1),
                            true,
                            0,
                            null,
                            Map.of()));
        }

        @Override
        public void hold(List<WarmUpHold> warmUps) {
            inForce = warmUps;
        }

        @Override
        public SiteGate gate(PoolId pool, SiteId site) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stop(Duration bound) {}
    }

    private void sent(String tenant, String source, RateCounts figures) {
        counts.put(new RateKey(new TenantId(tenant), RateKind.SOURCE, source), figures);
    }

    private void look() {
        clock.advance(Duration.ofMinutes(2));
        watch.look();
    }

    @Test
    void aSourceThatDoesWellGoesOn() {
        sent("acme", "new", GOOD);
        sent("beta", "old", new RateCounts(100, 900, 0, 50));

        look();

        assertThat(kept).isEmpty();
    }

    @Test
    void bouncesOfAllTenantsTogetherRepeatTheDayAndManyStepBack() {
        sent("acme", "new", new RateCounts(900, 10, 10, 0));
        sent("beta", "new", new RateCounts(90, 5, 0, 0));
        look();
        assertThat(gateway.inForce)
                .containsExactly(new WarmUpHold(NEW, FIRST, WarmUpHold.REPEAT, "hard bounces are 2.49 %, over 2.0 %"));

        sent("beta", "new", new RateCounts(90, 50, 0, 0));
        look();
        assertThat(gateway.inForce)
                .containsExactly(
                        new WarmUpHold(NEW, FIRST, WarmUpHold.STEP_BACK, "hard bounces are 6.67 %, over 5.0 %"));

        clock.advance(DAY);
        sent("beta", "new", GOOD);
        look();
        assertThat(gateway.inForce).as("the next day does well").hasSize(1);
    }

    @Test
    void complaintsHoldWhenTheyAreMoreThanOnePersons() {
        sent("acme", "new", new RateCounts(500, 0, 0, 2));
        look();
        assertThat(kept).isEmpty();

        sent("acme", "new", new RateCounts(2_500, 0, 0, 3));
        look();
        assertThat(kept).extracting(WarmUpHold::why).containsExactly("complaints are 0.12 %, over 0.1 %");

        sent("acme", "new", new RateCounts(500, 11, 0, 3));
        look();
        assertThat(kept)
                .as("the worse of both")
                .extracting(WarmUpHold::why)
                .containsExactly("complaints are 0.60 %, over 0.5 %");
    }

    @Test
    void fewMessagesProveNothing() {
        sent("acme", "new", new RateCounts(50, 49, 0, 40));

        look();

        assertThat(kept).isEmpty();
    }

    @Test
    void aSiteThatRefusesTheSourceHoldsIt() {
        sent("acme", "new", GOOD);
        gateway.rests = Map.of(GMAIL, "source new at gmail rests until 2026-12-01T16:00:00Z because of listed");

        look();

        assertThat(kept).extracting(WarmUpHold::days).containsExactly(WarmUpHold.REPEAT);
        assertThat(kept.getFirst().why()).startsWith("source new at gmail rests");
    }

    @Test
    void aSiteThatRefusesTheSourceHoldsTheWarmUpForThatSiteAlone() {
        gateway.warmUps = List.of(
                new WarmUp(FOUR_WEEKS, FIRST, GMAIL, Overflow.POOL),
                new WarmUp(FOUR_WEEKS, FIRST, new SiteId("yahoo"), Overflow.POOL));
        gateway.rests = Map.of(GMAIL, "rests");

        look();

        assertThat(kept).containsExactly(new WarmUpHold(NEW, GMAIL, FIRST, WarmUpHold.REPEAT, "rests"));
    }

    @Test
    void eachPlanHasThresholdsOfItsOwn() {
        WarmUpPlan strict = new WarmUpPlan("strict", List.of(1_000L), new WarmUpThresholds(0.5, 0.05, 1, 0.2));
        gateway.warmUps = List.of(new WarmUp(FOUR_WEEKS, FIRST), new WarmUp(strict, FIRST, GMAIL, Overflow.POOL));
        sent("acme", "new", new RateCounts(985, 15, 0, 0));

        look();

        assertThat(kept)
                .containsExactly(
                        new WarmUpHold(NEW, GMAIL, FIRST, WarmUpHold.STEP_BACK, "hard bounces are 1.50 %, over 1.0 %"));
    }

    @Test
    void looksOnceAMinuteAndNotAfterTheEndOfThePlan() {
        watch.look();
        sent("acme", "new", new RateCounts(100, 100, 0, 0));
        clock.advance(Duration.ofSeconds(30));
        watch.look();
        assertThat(kept).as("too early").isEmpty();

        clock.advance(Duration.ofDays(28));
        look();

        assertThat(kept).as("the plan has ended").isEmpty();
    }
}
