package org.sluicemta.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluicemta.stream.StreamId;

class EgressPlanTest {
    private static final PoolId MKT = new PoolId("mkt");
    private static final EgressPool POOL =
            new EgressPool(MKT, List.of(new EgressSource(new SourceId("mkt-1"), null, "mkt-1.example", 1)));
    private static final EgressSite GMAIL = new EgressSite(
            new SiteId("gmail"),
            List.of("gmail.example"),
            List.of(".google.example"),
            SiteLimits.DEFAULTS,
            TlsPolicy.REQUIRED);
    private static final EgressSite OTHER =
            new EgressSite(SiteId.OTHER, List.of(), List.of(), SiteLimits.DEFAULTS, TlsPolicy.OPPORTUNISTIC);
    private static final RetrySchedule SCHEDULE =
            new RetrySchedule("default", List.of(Duration.ofMinutes(1), Duration.ofMinutes(5)), Duration.ofDays(1));

    @Test
    void findsSitesByDomainAndByMailExchanger() {
        EgressPlan plan = plan(MKT, SCHEDULE);
        assertThat(plan.siteOfDomain("gmail.example")).contains(GMAIL.id());
        assertThat(plan.siteOfDomain("other.example")).isEmpty();
        assertThat(plan.siteOfMx("mx1.google.example")).contains(GMAIL.id());
        assertThat(plan.siteOfMx("google.example.evil.test")).isEmpty();
    }

    /** Whatever the order in which the map has them. */
    @Test
    void takesTheLongestOfOverlappingEndsOfAnMxHost() {
        List<String> ends = List.of(".example", ".mail.example", ".eu.mail.example", ".b.eu.mail.example");
        Map<SiteId, EgressSite> sites = new HashMap<>();
        for (String end : ends) {
            SiteId id = new SiteId("of" + end);
            sites.put(id, new EgressSite(id, List.of(), List.of(".x" + end, end), SiteLimits.DEFAULTS, OTHER.tls()));
        }
        EgressPlan plan = plan(MKT, SCHEDULE, sites);

        for (String end : ends) {
            assertThat(plan.siteOfMx("mx1" + end)).contains(new SiteId("of" + end));
        }
        assertThat(plan.siteOfMx("mx1.x.mail.example")).contains(new SiteId("of.mail.example"));
    }

    @Test
    void givesUnknownSitesTheCommonSettingsUnderTheirOwnName() {
        EgressSite site = plan(MKT, SCHEDULE).site(new SiteId("example.org"));
        assertThat(site.id()).isEqualTo(new SiteId("example.org"));
        assertThat(site.tls()).isEqualTo(TlsPolicy.OPPORTUNISTIC);
        assertThat(plan(MKT, SCHEDULE).site(GMAIL.id())).isEqualTo(GMAIL);
    }

    @Test
    void fallsBackToTheDefaultSchedule() {
        assertThat(plan(MKT, SCHEDULE).retrySchedule("nonsense")).isEqualTo(SCHEDULE);
    }

    @Test
    void refusesPoolsAndSchedulesThatAreNotThere() {
        assertThatThrownBy(() -> plan(new PoolId("tx"), SCHEDULE)).hasMessageContaining("pool tx");
        RetrySchedule slow = new RetrySchedule("slow", List.of(Duration.ofHours(1)), Duration.ofDays(1));
        assertThatThrownBy(() -> plan(MKT, slow)).hasMessageContaining("named default");
    }

    @Test
    void tellsListenersOfANewPlan() {
        EgressPlans plans = new EgressPlans(plan(MKT, SCHEDULE));
        List<EgressPlan> seen = new ArrayList<>();
        plans.onChange(seen::add);
        EgressPlan next = plan(MKT, SCHEDULE);
        plans.replace(next);
        assertThat(plans.current()).isSameAs(next);
        assertThat(seen).containsExactly(next);
    }

    @Test
    void repeatsTheLastWait() {
        assertThat(List.of(0, 1, 2, 3, 1_000).stream().map(SCHEDULE::waitAfter))
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5));
    }

    @Test
    void refusesSchedulesThatNeverWaitOrNeverEnd() {
        assertThatThrownBy(() -> new RetrySchedule("x", List.of(), Duration.ofDays(1)))
                .hasMessage("retry schedule x needs positive waits, got []");
        assertThatThrownBy(() -> new RetrySchedule("x", List.of(Duration.ZERO), Duration.ofDays(1)))
                .hasMessageContaining("positive waits");
        assertThatThrownBy(() -> new RetrySchedule("x", List.of(Duration.ofDays(1)), Duration.ZERO))
                .hasMessageContaining("positive time");
    }

    private static EgressPlan plan(PoolId poolOfStream, RetrySchedule schedule) {
        return plan(poolOfStream, schedule, Map.of(GMAIL.id(), GMAIL));
    }

    private static EgressPlan plan(PoolId poolOfStream, RetrySchedule schedule, Map<SiteId, EgressSite> sites) {
        return new EgressPlan(
                Map.of(MKT, POOL),
                Map.of(new StreamId("marketing"), poolOfStream),
                sites,
                OTHER,
                200,
                Map.of(),
                null,
                25,
                Map.of(schedule.name(), schedule),
                1_000,
                Duration.ofMinutes(1),
                EgressNetworks.ofPort(25));
    }
}
