package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.pace.PacedPlan.GMAIL;
import static org.sluicemta.gateway.pace.PacedPlan.OTHER_POOL;
import static org.sluicemta.gateway.pace.PacedPlan.POOL;
import static org.sluicemta.gateway.pace.PacedPlan.cap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SharedLimit;
import org.sluicemta.egress.SiteId;
import org.sluicemta.tenant.TenantId;

/** Limits of campaigns, beside those of their tenants. */
class CampaignLimitsTest extends PacedSites {
    private static final MailOwner SPRING = new MailOwner(new TenantId("acme"), new CampaignId("spring"));
    private static final MailOwner SUMMER = new MailOwner(new TenantId("acme"), new CampaignId("summer"));
    private static final MailOwner SPRING_OF_BETA = new MailOwner(new TenantId("beta"), new CampaignId("spring"));
    private static final int ANY = SharedLimit.ANY_NUMBER;
    private static final SiteId YAHOO = new SiteId("yahoo");
    private static final Duration DAY = Duration.ofDays(1);

    private record Part(Site of, MailOwner owner) implements Pace.Taker {
        @Override
        public PoolId pool() {
            return of.pool();
        }

        @Override
        public SiteId site() {
            return of.site();
        }

        @Override
        public void mayTake() {
            throw new AssertionError("nobody waits here");
        }
    }

    private Part part(PoolId pool, SiteId site, MailOwner owner) {
        return new Part(site(pool, site, 1), owner);
    }

    /** A message of the campaign, if its limits and those of its tenant allow one. */
    private @Nullable Permit take(Part part) {
        List<Part> owners = new ArrayList<>();
        for (MailOwner owner : List.of(MailOwner.of(part.owner().tenant()), part.owner())) {
            if (pace.limits(owner, part.site())) {
                owners.add(new Part(part.of(), owner));
            }
        }
        Permit permit = pace.tryTake(part.of(), owners);
        while (permit == null && time.settle()) {
            permit = pace.tryTake(part.of(), owners);
        }
        return permit;
    }

    private int sendAll(Part part) {
        int sent = 0;
        for (Permit permit = take(part); permit != null; permit = take(part)) {
            permit.written();
            permit.end();
            sent++;
        }
        return sent;
    }

    @Test
    void aCampaignHasItsLimitsOverAllPoolsAndSites() {
        with(new PacedPlan().eachCampaign(2, cap(5, HOUR)).campaign(SUMMER, 1));
        Permit first = Objects.requireNonNull(take(part(POOL, GMAIL, SPRING)));
        Permit second = Objects.requireNonNull(take(part(OTHER_POOL, YAHOO, SPRING)));

        assertThat(take(part(POOL, YAHOO, SPRING))).isNull();
        assertThat(pace.limit(part(POOL, YAHOO, SPRING))).hasToString("campaign spring of tenant acme: 2 connections");
        assertThat(take(part(POOL, GMAIL, SUMMER))).as("its own").isNotNull();
        assertThat(take(part(POOL, GMAIL, SUMMER))).isNull();
        assertThat(sendAll(part(POOL, GMAIL, SPRING_OF_BETA)))
                .as("has only the name in common")
                .isEqualTo(5);
        first.end();
        second.end();
    }

    @Test
    void aCampaignHasItsLimitsAtASite() {
        with(new PacedPlan().eachCampaignAtGmail(ANY, cap(3, HOUR)));

        assertThat(sendAll(part(POOL, GMAIL, SPRING))).isEqualTo(3);
        assertThat(pace.limit(part(POOL, GMAIL, SPRING))).hasToString("campaign spring of tenant acme at gmail: 3/1h");
        assertThat(pace.limits(SPRING, YAHOO)).isFalse();
        assertThat(take(part(POOL, YAHOO, SPRING))).isNotNull();
        assertThat(pace.limits(MailOwner.of(SPRING.tenant()), GMAIL))
                .as("its tenant")
                .isFalse();
    }

    @Test
    void countsForItsTenantAsWell() {
        with(new PacedPlan().eachCampaign(ANY, cap(3, HOUR)).eachTenant(ANY, cap(4, HOUR)));

        assertThat(sendAll(part(POOL, GMAIL, SPRING))).isEqualTo(3);
        assertThat(sendAll(part(POOL, GMAIL, SUMMER)))
                .as("what the tenant has left")
                .isEqualTo(1);
        assertThat(pace.out()).isZero();
    }

    /** What is refused by the second of two owners takes nothing of the first. */
    @Test
    void aRefusedCampaignCostsItsTenantNothing() {
        with(new PacedPlan().eachCampaign(1).eachTenant(10));
        assertThat(take(part(POOL, GMAIL, SPRING))).isNotNull();

        for (int i = 0; i < 20; i++) {
            assertThat(take(part(POOL, GMAIL, SPRING))).isNull();
        }

        assertThat(pace.limit(part(POOL, GMAIL, MailOwner.of(SPRING.tenant())))).isNull();
        assertThat(pace.out()).isEqualTo(1);
    }

    @Test
    void forgetsManyCampaignsThatAreIdle() {
        with(new PacedPlan().eachCampaign(3, cap(2, Duration.ofSeconds(5))));
        time.pass(Duration.ofSeconds(5));

        int most = sendOneOfEach(100_000, Duration.ofMillis(1));

        assertThat(most).as("of some seconds").isLessThan(30_000);
        time.pass(Duration.ofMinutes(2));
        assertThat(pace.gauges()).isZero();
    }

    @Test
    void knowsWhatAForgottenCampaignHasSentToday() {
        with(new PacedPlan().eachCampaign(3, cap(2, DAY)));
        sendOneOfEach(300, Duration.ofMillis(10));

        time.pass(Duration.ofMinutes(4));

        assertThat(pace.gauges()).isZero();
        assertThat(sendAll(part(POOL, GMAIL, number(7)))).as("of two a day").isEqualTo(1);
    }

    private static MailOwner number(int number) {
        return new MailOwner(SPRING.tenant(), new CampaignId("c" + number));
    }

    /** Returns how many limits were known at most. */
    private int sendOneOfEach(int campaigns, Duration apart) {
        int most = 0;
        for (int i = 0; i < campaigns; i++) {
            Permit permit = Objects.requireNonNull(take(part(POOL, GMAIL, number(i))));
            permit.written();
            permit.end();
            time.pass(apart);
            most = Math.max(most, pace.gauges());
        }
        return most;
    }
}
