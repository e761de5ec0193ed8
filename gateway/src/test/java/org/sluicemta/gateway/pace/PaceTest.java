package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.pace.PacedPlan.GMAIL;
import static org.sluicemta.gateway.pace.PacedPlan.OTHER_POOL;
import static org.sluicemta.gateway.pace.PacedPlan.POOL;
import static org.sluicemta.gateway.pace.PacedPlan.cap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;

class PaceTest extends PacedSites {
    @Test
    void holdsToTheConnectionsOfServerAndPool() {
        with(new PacedPlan().connections(10, 7));
        Site one = site(POOL, GMAIL, 1);
        Site other = site(OTHER_POOL, GMAIL, 1);

        for (int i = 0; i < 7; i++) {
            taken(one);
        }
        assertThat(take(one)).as("limit of the pool").isNull();
        for (int i = 0; i < 3; i++) {
            taken(other);
        }
        assertThat(take(other)).as("limit of the server").isNull();
        assertThat(pace.limit(other)).hasToString("server: 10 connections");
    }

    @Test
    void hasNoMoreThanTheProcessHasDescriptorsFor() {
        pace = pace(2);
        Site one = site(POOL, GMAIL, 1);

        taken(one);
        taken(one);

        assertThat(take(one)).isNull();
    }

    /** Forty sites that always want more, ten connections: each has its turn, whoever asks in between. */
    @Test
    void letsNobodyStarve() {
        with(new PacedPlan().connections(10, 7));
        Random random = new Random(7);
        List<Site> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(site(i % 2 == 0 ? POOL : OTHER_POOL, GMAIL, i));
        }
        Map<Site, Integer> served = new HashMap<>();
        List<Permit> out = new ArrayList<>();
        all.forEach(pace::await);
        for (int i = 0; i < 8_000; i++) {
            while (!told.isEmpty()) {
                takeAndWait(told.remove(), served, out);
            }
            // The greedy one asks all the time.
            takeAndWait(all.getFirst(), served, out);
            out.remove(random.nextInt(out.size())).end();
        }
        assertThat(served.keySet()).hasSize(40);
        int fair = served.values().stream().mapToInt(Integer::intValue).sum() / 40;
        assertThat(served.values()).allMatch(count -> count > fair * 0.9);
    }

    private void takeAndWait(Site site, Map<Site, Integer> served, List<Permit> out) {
        Permit permit = pace.tryTake(site);
        if (permit != null) {
            served.merge(site, 1, Integer::sum);
            out.add(permit);
        }
        assertThat(pace.out()).isLessThanOrEqualTo(10);
        pace.await(site);
    }

    @Test
    void passesOnATurnThatIsNotTaken() {
        with(new PacedPlan().connections(10, 1));
        Permit busy = taken(site(POOL, GMAIL, 1));
        Site second = site(POOL, GMAIL, 2);
        Site third = site(POOL, GMAIL, 3);
        pace.await(second);
        pace.await(third);

        busy.end();
        time.pass(SECOND);

        assertThat(told).containsExactly(second, third);
        assertThat(pace.tryTake(third)).as("it was passed on as well").isNotNull();
    }

    @Test
    void whoeverWaitsIsToldWhenThePeriodIsOver() {
        with(new PacedPlan().pool(POOL, cap(3, HOUR)));
        Site gmail = site(POOL, GMAIL, 1);
        assertThat(sendAll(gmail)).isEqualTo(3);
        pace.await(gmail);

        time.pass(HOUR.minusMinutes(1));
        assertThat(told).isEmpty();
        time.pass(Duration.ofMinutes(2));

        assertThat(told).contains(gmail);
    }

    /** A thousand sites at one source: a message each, in the order they came, and no crowd is woken for each. */
    @Test
    void thousandSitesAtOneCapTakeTurns() {
        with(new PacedPlan().pool(POOL, cap(10, SECOND)));
        time.pass(SECOND);
        List<Site> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(site(POOL, new SiteId("site" + i), i));
        }
        all.forEach(pace::await);
        List<Site> served = new ArrayList<>();
        int wakeUps = 0;
        for (int step = 0; step < 12_000 && served.size() < 1_000; step++) {
            time.pass(Duration.ofMillis(10));
            while (!told.isEmpty()) {
                Site site = told.remove();
                wakeUps++;
                send(site);
                served.add(site);
            }
        }

        assertThat(served).containsExactlyElementsOf(all);
        assertThat(wakeUps).isEqualTo(1_000);
        assertThat(time.timers()).isLessThan(30);
    }

    @Test
    void aCapThatIsRaisedWakesThoseWhoWait() {
        with(new PacedPlan().pool(POOL, cap(1, HOUR)));
        Site gmail = site(POOL, GMAIL, 1);
        send(gmail);
        pace.await(gmail);
        time.settle();

        with(new PacedPlan().pool(POOL));

        assertThat(told).containsExactly(gmail);
    }
}
