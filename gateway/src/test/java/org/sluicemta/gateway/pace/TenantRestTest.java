package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.pace.PacedPlan.GMAIL;
import static org.sluicemta.gateway.pace.PacedPlan.OTHER_POOL;
import static org.sluicemta.gateway.pace.PacedPlan.POOL;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.response.ResponseAction;
import org.sluicemta.response.ResponseAction.Kind;
import org.sluicemta.response.ResponseAction.Trigger;
import org.sluicemta.tenant.TenantId;

/** A site refuses the mail of a tenant, and everybody else's goes on. */
class TenantRestTest extends PacedSites {
    private static final TenantId BETA = new TenantId("beta");
    private static final SourceId SOURCE = new SourceId("marketing-1");
    private static final Reaction THIRD_TIME = new Reaction(
            new ResponseAction(Kind.REST_TENANT, HOUR.multipliedBy(4), new Trigger(3, Duration.ofMinutes(10))),
            "spam-content");

    private final Deque<Part> parts = new ArrayDeque<>();

    private Part part(PoolId pool, SiteId site, TenantId tenant) {
        return new Part(site(pool, site, 1), MailOwner.of(tenant), parts);
    }

    private @Nullable Permit take(Part part) {
        return pace.tryTake(part.of(), pace.limits(part.owner(), part.site()) ? List.of(part) : List.of());
    }

    private void refuse(Part part) {
        Permit permit = Objects.requireNonNull(take(part), () -> String.valueOf(pace.limit(part)));
        permit.replied(SOURCE, part.owner().tenant(), THIRD_TIME);
        permit.end();
    }

    private void refuseThreeTimes() {
        for (int i = 0; i < 3; i++) {
            refuse(part(POOL, GMAIL, ACME));
        }
    }

    @Test
    void itRestsThereAloneInAllPoolsAndOthersGoOn() {
        refuse(part(POOL, GMAIL, ACME));
        refuse(part(POOL, GMAIL, ACME));
        refuse(part(POOL, GMAIL, BETA));
        assertThat(take(part(POOL, GMAIL, ACME))).as("not yet").isNotNull();
        refuse(part(POOL, GMAIL, ACME));

        assertThat(take(part(POOL, GMAIL, ACME))).isNull();
        assertThat(take(part(OTHER_POOL, GMAIL, ACME))).as("the other pool").isNull();
        assertThat(take(part(POOL, GMAIL, BETA))).as("another tenant").isNotNull();
        assertThat(take(part(POOL, SiteId.OTHER, ACME))).as("another site").isNotNull();
        assertThat(pace.limit(part(POOL, GMAIL, ACME)))
                .asString()
                .matches("tenant acme at gmail: rests until \\S+ because of spam-content");
        assertThat(pace.told(POOL, GMAIL)).hasSize(1).first().asString().startsWith("tenant acme at gmail");
    }

    @Test
    void whenItIsOverOneMessageTriesAndEndsOrDoublesIt() {
        refuseThreeTimes();
        Part waiting = part(POOL, GMAIL, ACME);
        pace.await(waiting);
        time.pass(Duration.ofMinutes(29));
        assertThat(parts).as("an eighth of four hours").isEmpty();
        time.pass(Duration.ofMinutes(2));
        assertThat(parts).containsExactly(waiting);

        Permit probe = Objects.requireNonNull(take(waiting));
        assertThat(take(part(OTHER_POOL, GMAIL, ACME))).as("one at a time").isNull();
        probe.replied(SOURCE, ACME, THIRD_TIME);
        probe.end();
        time.pass(Duration.ofMinutes(59));
        assertThat(take(waiting)).as("twice as long").isNull();
        time.pass(Duration.ofMinutes(2));

        Permit second = Objects.requireNonNull(take(waiting));
        second.accepted(SOURCE, ACME);
        second.end();

        assertThat(pace.limits(MailOwner.of(ACME), GMAIL)).isFalse();
        assertThat(pace.told(POOL, GMAIL)).isEmpty();
    }

    @Test
    void whatTheSiteAcceptsInBetweenDoesNotCount() {
        refuse(part(POOL, GMAIL, ACME));
        refuse(part(POOL, GMAIL, ACME));
        Permit accepted = Objects.requireNonNull(take(part(POOL, GMAIL, ACME)));
        accepted.accepted(SOURCE, ACME);
        accepted.end();
        refuse(part(POOL, GMAIL, ACME));

        assertThat(pace.limits(MailOwner.of(ACME), GMAIL)).isTrue();
    }

    @Test
    void whatIsLongAgoDoesNotCountAndIsForgotten() {
        refuse(part(POOL, GMAIL, ACME));
        refuse(part(POOL, GMAIL, ACME));
        time.pass(Duration.ofMinutes(11));
        refuse(part(POOL, GMAIL, ACME));
        assertThat(pace.limits(MailOwner.of(ACME), GMAIL)).isFalse();

        refuse(part(POOL, GMAIL, ACME));
        refuse(part(POOL, GMAIL, ACME));
        assertThat(pace.limits(MailOwner.of(ACME), GMAIL)).isTrue();
        time.pass(Duration.ofDays(2));

        assertThat(pace.limits(MailOwner.of(ACME), GMAIL))
                .as("nobody has sent anything")
                .isFalse();
    }
}
