package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.pace.PacedPlan.GMAIL;
import static org.sluicemta.gateway.pace.PacedPlan.OTHER_POOL;
import static org.sluicemta.gateway.pace.PacedPlan.POOL;
import static org.sluicemta.gateway.pace.PacedPlan.cap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SharedLimit;
import org.sluicemta.egress.SiteId;
import org.sluicemta.tenant.TenantId;

/** Limits of tenants, and those that all pools share at a site or in the server. */
class TenantLimitsTest extends PacedSites {
    private static final TenantId BETA = new TenantId("beta");
    private static final int ANY = SharedLimit.ANY_NUMBER;
    private static final SiteId YAHOO = new SiteId("yahoo");

    private final Deque<Part> toldParts = new ArrayDeque<>();

    private Part part(PoolId pool, SiteId site, TenantId tenant) {
        return new Part(site(pool, site, 1), MailOwner.of(tenant), toldParts);
    }

    private @Nullable Permit take(Part part) {
        Permit permit = pace.tryTake(part.of(), List.of(part));
        while (permit == null && time.settle()) {
            permit = pace.tryTake(part.of(), List.of(part));
        }
        return permit;
    }

    private List<Permit> takeAll(Part part) {
        List<Permit> all = new ArrayList<>();
        for (Permit permit = take(part); permit != null; permit = take(part)) {
            all.add(permit);
        }
        return all;
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
    void aTenantHasItsConnectionsOverAllPoolsAndSites() {
        with(new PacedPlan().eachTenant(5).tenant(BETA, 2));
        Part ofAcme = part(POOL, GMAIL, ACME);

        List<Permit> out = takeAll(ofAcme);

        assertThat(out).hasSize(5);
        assertThat(take(part(OTHER_POOL, YAHOO, ACME))).isNull();
        assertThat(pace.limit(ofAcme)).hasToString("tenant acme: 5 connections");
        assertThat(pace.limit(ofAcme.of())).as("of all others").isNull();
        assertThat(takeAll(part(POOL, GMAIL, BETA))).as("its own").hasSize(2);

        out.getFirst().end();
        assertThat(takeAll(part(OTHER_POOL, YAHOO, ACME))).hasSize(1);
    }

    @Test
    void aTenantHasItsOwnCapsAtASite() {
        with(new PacedPlan().eachTenantAtGmail(ANY, cap(3, HOUR)).eachTenant(ANY, cap(10, HOUR)));

        assertThat(sendAll(part(POOL, GMAIL, ACME))).isEqualTo(3);
        assertThat(sendAll(part(OTHER_POOL, GMAIL, ACME))).isZero();
        assertThat(pace.limit(part(POOL, GMAIL, ACME))).hasToString("tenant acme at gmail: 3/1h");
        assertThat(sendAll(part(POOL, YAHOO, ACME))).isEqualTo(7);
        assertThat(sendAll(part(POOL, GMAIL, BETA))).isEqualTo(3);
        assertThat(pace.limits(MailOwner.of(ACME), GMAIL)).isTrue();
    }

    @Test
    void nothingLimitsATenantThatTheOperatorDoesNotLimit() {
        with(new PacedPlan().tenant(BETA, 2));

        assertThat(pace.limits(MailOwner.of(ACME), GMAIL)).isFalse();
        assertThat(pace.limits(MailOwner.of(BETA), GMAIL)).isTrue();
    }

    @Test
    void aRefusedTenantCostsNothingOfWhatAllShare() {
        with(new PacedPlan().connections(10, 10).pool(POOL, cap(5, HOUR)).tenant(ACME, 1));
        Part ofAcme = part(POOL, GMAIL, ACME);

        assertThat(takeAll(ofAcme)).hasSize(1);

        assertThat(pace.out()).isEqualTo(1);
        assertThat(takeAll(part(POOL, GMAIL, BETA))).hasSize(4);
    }

    @Test
    void isToldWhenItMayGoOnAndKeepsItsTurnForAMoment() {
        with(new PacedPlan().eachTenant(1));
        Part here = part(POOL, GMAIL, ACME);
        Part there = part(OTHER_POOL, YAHOO, ACME);
        Permit only = Objects.requireNonNull(take(here));
        pace.await(there);
        pace.await(here);

        only.end();

        assertThat(toldParts).containsExactly(there);
        assertThat(take(here)).as("it is the other's turn").isNull();
        Permit next = Objects.requireNonNull(take(there));
        next.end();
        assertThat(toldParts).containsExactly(there, here);
        time.pass(SECOND);
        assertThat(take(there)).as("a turn that wasn't used is over").isNotNull();
    }

    /** The room kept for the site is not lost when the tenant whose mail comes first may not go. */
    @Test
    void theTurnOfASiteServesWhoeverMayGo() {
        with(new PacedPlan().connections(10, 1).tenant(ACME, 1));
        Part ofAcme = part(POOL, GMAIL, ACME);
        Part elsewhere = part(OTHER_POOL, GMAIL, ACME);
        Permit ofAcmes = Objects.requireNonNull(take(elsewhere));
        Site waits = site(POOL, GMAIL, 1);
        Permit busy = taken(waits);
        pace.await(waits);

        busy.end();
        assertThat(told).containsExactly(waits);
        assertThat(take(ofAcme)).as("at its limit").isNull();

        assertThat(take(part(POOL, GMAIL, BETA))).as("the turn is still there").isNotNull();
        ofAcmes.end();
    }

    @Test
    void anEndOfTheLimitWakesThoseWhoWait() {
        with(new PacedPlan().tenant(ACME, ANY, cap(1, HOUR)));
        Part ofAcme = part(POOL, GMAIL, ACME);
        assertThat(sendAll(ofAcme)).isEqualTo(1);
        pace.await(ofAcme);

        with(new PacedPlan());

        assertThat(toldParts).containsExactly(ofAcme);
        assertThat(take(ofAcme)).isNotNull();
    }

    @Test
    void holdsOverARestart() {
        PacedPlan limited = new PacedPlan().eachTenant(ANY, cap(4, HOUR));
        with(limited);
        Part ofAcme = part(POOL, GMAIL, ACME);
        assertThat(sendAll(ofAcme)).isEqualTo(4);
        pace.stop();
        time.settle();

        pace = pace(1000);
        with(limited);

        assertThat(sendAll(ofAcme)).isZero();
        time.pass(HOUR.plus(Duration.ofMinutes(2)));
        assertThat(sendAll(ofAcme)).isEqualTo(4);
    }

    @Test
    void allPoolsShareWhatASiteMayHave() {
        with(new PacedPlan().allPoolsAtGmail(3).server(cap(5, HOUR)));
        List<Permit> out = new ArrayList<>();
        for (PoolId pool : List.of(POOL, OTHER_POOL, POOL)) {
            out.add(taken(site(pool, GMAIL, 1)));
        }

        assertThat(take(site(OTHER_POOL, GMAIL, 1))).isNull();
        assertThat(pace.limit(site(OTHER_POOL, GMAIL, 1))).hasToString("site gmail: 3 connections");
        assertThat(sendAll(site(POOL, YAHOO, 1))).as("what the server may send").isEqualTo(2);
        assertThat(pace.limit(site(OTHER_POOL, YAHOO, 1))).hasToString("server: 5/1h");
        out.forEach(Permit::end);
        assertThat(sendAll(site(POOL, YAHOO, 1)))
                .as("nothing was written, nothing counts")
                .isEqualTo(3);
    }
}
