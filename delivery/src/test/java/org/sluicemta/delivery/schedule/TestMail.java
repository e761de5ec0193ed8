package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** A message of the pool "bulk". */
record TestMail(
        int number,
        LaneName lane,
        TenantId tenant,
        @Nullable CampaignId campaign,
        StreamId stream,
        @Nullable Instant deliverUntil,
        String domain,
        int priority,
        long octets,
        long contentOctets,
        Instant receivedAt,
        Instant expiresAt)
        implements HeldMail {
    static final PoolId POOL = new PoolId("bulk");
    static final StreamId URGENT = new StreamId("transactional");
    static final StreamId SLOW = new StreamId("digest");
    static final StreamId STREAM = new StreamId("marketing");
    static final SiteId GMAIL = new SiteId("gmail");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final long ENVELOPE = 1500;
    private static final long SMALL = 4096;
    private static final Duration LIFE = Duration.ofDays(4);

    /** Of the lane that all tenants share. */
    static TestMail shared(SiteId site, int number, String tenant, String domain) {
        return in(new LaneName(POOL, site, null), number, tenant, domain);
    }

    /** Of the tenant's own lane. */
    static TestMail own(SiteId site, int number, String tenant, String domain) {
        return in(new LaneName(POOL, site, new TenantId(tenant)), number, tenant, domain);
    }

    private static TestMail in(LaneName lane, int number, String tenant, String domain) {
        return new TestMail(
                number,
                lane,
                new TenantId(tenant),
                null,
                STREAM,
                null,
                domain,
                0,
                ENVELOPE,
                SMALL,
                START,
                START.plus(LIFE));
    }

    TestMail campaign(@Nullable String name) {
        CampaignId its = name == null ? null : new CampaignId(name);
        return new TestMail(
                number,
                lane,
                tenant,
                its,
                stream,
                deliverUntil,
                domain,
                priority,
                octets,
                contentOctets,
                receivedAt,
                expiresAt);
    }

    TestMail until(Instant time) {
        return new TestMail(
                number,
                lane,
                tenant,
                campaign,
                stream,
                time,
                domain,
                priority,
                octets,
                contentOctets,
                receivedAt,
                expiresAt);
    }

    @Override
    public Mailing mailing() {
        return Mailing.of(campaign, stream);
    }

    TestMail stream(StreamId its) {
        return new TestMail(
                number,
                lane,
                tenant,
                campaign,
                its,
                deliverUntil,
                domain,
                priority,
                octets,
                contentOctets,
                receivedAt,
                expiresAt);
    }

    @Override
    public int urgency() {
        return stream.equals(URGENT) ? 7 : stream.equals(SLOW) ? 2 : 5;
    }

    /** As if more than one stream left by the pool; but that of most mail has the lane of the tenant. */
    @Override
    public LaneName ownLane() {
        return new LaneName(
                lane.pool(), lane.site(), tenant, campaign == null && stream.equals(STREAM) ? null : mailing());
    }

    LaneName laneOfTenant() {
        return new LaneName(lane.pool(), lane.site(), tenant);
    }

    TestMail priority(int given) {
        return new TestMail(
                number,
                lane,
                tenant,
                campaign,
                stream,
                deliverUntil,
                domain,
                given,
                octets,
                contentOctets,
                receivedAt,
                expiresAt);
    }

    TestMail content(long size) {
        return new TestMail(
                number,
                lane,
                tenant,
                campaign,
                stream,
                deliverUntil,
                domain,
                priority,
                octets,
                size,
                receivedAt,
                expiresAt);
    }

    TestMail octets(long size) {
        return new TestMail(
                number,
                lane,
                tenant,
                campaign,
                stream,
                deliverUntil,
                domain,
                priority,
                size,
                contentOctets,
                receivedAt,
                expiresAt);
    }

    TestMail received(Instant time) {
        return new TestMail(
                number,
                lane,
                tenant,
                campaign,
                stream,
                deliverUntil,
                domain,
                priority,
                octets,
                contentOctets,
                time,
                expiresAt);
    }

    TestMail expires(Instant time) {
        return new TestMail(
                number,
                lane,
                tenant,
                campaign,
                stream,
                deliverUntil,
                domain,
                priority,
                octets,
                contentOctets,
                receivedAt,
                time);
    }

    TestMail inLane(LaneName other) {
        return new TestMail(
                number,
                other,
                tenant,
                campaign,
                stream,
                deliverUntil,
                domain,
                priority,
                octets,
                contentOctets,
                receivedAt,
                expiresAt);
    }

    /** The same message, handed out once more. */
    TestMail again() {
        return inLane(lane);
    }

    @Override
    public Object key() {
        return number;
    }
}
