package org.sluicemta.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteLimits;

class ServerSlotsTest {
    private final EgressPlan plan = Plans.withLimits(SiteLimits.DEFAULTS, 20, new ConnectionLimits(10, 7, 100, 20, 0));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ServerSlots slots = new ServerSlots(() -> plan, 1000, timer);

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    private record Site(int number, PoolId pool, Deque<Site> told) implements ServerSlots.Taker {
        @Override
        public void mayTake() {
            told.add(this);
        }
    }

    @Test
    void holdsToTheLimitsOfServerAndPool() {
        Site one = new Site(1, Plans.POOL, new ArrayDeque<>());
        Site other = new Site(2, Plans.BULK, new ArrayDeque<>());

        for (int i = 0; i < 7; i++) {
            assertThat(slots.tryTake(one)).isTrue();
        }
        assertThat(slots.tryTake(one)).as("limit of the pool").isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(slots.tryTake(other)).isTrue();
        }
        assertThat(slots.tryTake(other)).as("limit of the server").isFalse();
    }

    @Test
    void hasNoMoreThanTheProcessHasDescriptorsFor() {
        ServerSlots few = new ServerSlots(() -> plan, 2, timer);
        Site one = new Site(1, Plans.POOL, new ArrayDeque<>());

        assertThat(few.tryTake(one)).isTrue();
        assertThat(few.tryTake(one)).isTrue();
        assertThat(few.tryTake(one)).isFalse();
    }

    /** Forty sites that always want more, ten slots: each has its turn, whoever asks in between. */
    @Test
    void letsNobodyStarve() {
        Random random = new Random(7);
        Deque<Site> told = new ArrayDeque<>();
        List<Site> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(new Site(i, i % 2 == 0 ? Plans.POOL : Plans.BULK, told));
        }
        Map<Site, Integer> taken = new HashMap<>();
        List<Site> out = new ArrayList<>();
        all.forEach(slots::await);
        for (int i = 0; i < 8_000; i++) {
            while (!told.isEmpty()) {
                take(told.poll(), taken, out);
            }
            // The greedy one asks all the time.
            take(all.getFirst(), taken, out);
            Site done = out.remove(random.nextInt(out.size()));
            slots.release(done.pool());
        }
        assertThat(taken.keySet()).hasSize(40);
        int fair = taken.values().stream().mapToInt(Integer::intValue).sum() / 40;
        assertThat(taken.values()).allMatch(count -> count > fair * 0.9);
    }

    private void take(Site site, Map<Site, Integer> taken, List<Site> out) {
        if (slots.tryTake(site)) {
            taken.merge(site, 1, Integer::sum);
            out.add(site);
        }
        assertThat(slots.out()).isLessThanOrEqualTo(10);
        slots.await(site);
    }

    @Test
    void passesOnATurnThatIsNotTaken() throws Exception {
        Site busy = new Site(1, Plans.POOL, new ArrayDeque<>());
        for (int i = 0; i < 7; i++) {
            assertThat(slots.tryTake(busy)).isTrue();
        }
        CountDownLatch second = new CountDownLatch(1);
        slots.await(new Site(2, Plans.POOL, new ArrayDeque<>()));
        slots.await(new ServerSlots.Taker() {
            @Override
            public PoolId pool() {
                return Plans.POOL;
            }

            @Override
            public void mayTake() {
                second.countDown();
            }
        });

        slots.release(Plans.POOL);

        assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
