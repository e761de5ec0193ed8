package org.sluicemta.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.delivery.schedule.CampaignWatch;
import org.sluicemta.delivery.schedule.Decision;
import org.sluicemta.delivery.schedule.HeldMail;
import org.sluicemta.delivery.schedule.NodeBudget;
import org.sluicemta.delivery.schedule.PacedCampaign;
import org.sluicemta.delivery.schedule.Permits;
import org.sluicemta.delivery.schedule.ScheduleLimits;
import org.sluicemta.delivery.schedule.SiteSchedule;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.gateway.SuspendedDomain;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * What a decision of the schedule costs: {@code ScheduleBench} offers messages, asks for decisions and ends deliveries,
 * with 50 at a time in progress, and prints nanoseconds for each message.
 */
public final class ScheduleBench {
    private static final int MESSAGES = 3_000_000;
    private static final int UNDER_WAY = 50;
    private static final Instant NOW = Instant.EPOCH;
    private static final Instant LATER = NOW.plus(Duration.ofDays(4));

    private int given;

    private ScheduleBench() {}

    public static void main(String[] arguments) {
        for (int round = 0; round < 3; round++) {
            new ScheduleBench().run("own site, 1 tenant", new SiteId("gmail"), 1, 1);
            new ScheduleBench().run("own site, 300 tenants", new SiteId("gmail"), 300, 1);
            new ScheduleBench().run("common site, 300 tenants, 200 domains", SiteId.OTHER, 300, 200);
        }
    }

    private record BenchMail(int number, LaneName lane, TenantId tenant, LaneName ownLane, String domain)
            implements HeldMail {
        private static final Mailing MAILING = new Mailing.OfStream(new StreamId("marketing"));

        @Override
        public @Nullable CampaignId campaign() {
            return null;
        }

        @Override
        public @Nullable Instant deliverUntil() {
            return null;
        }

        @Override
        public int urgency() {
            return 5;
        }

        @Override
        public Mailing mailing() {
            return MAILING;
        }

        @Override
        public Object key() {
            return number;
        }

        @Override
        public int priority() {
            return 0;
        }

        @Override
        public long octets() {
            return 1500;
        }

        @Override
        public long contentOctets() {
            return 4096;
        }

        @Override
        public Instant receivedAt() {
            return NOW;
        }

        @Override
        public Instant expiresAt() {
            return LATER;
        }
    }

    private void run(String what, SiteId site, int tenants, int domains) {
        SiteSchedule<BenchMail> schedule = new SiteSchedule<>(
                site,
                new FiftyPermits(),
                ScheduleLimits.DEFAULTS,
                new NodeBudget(20_000, 32 << 20),
                new NodeBudget(20_000, 32 << 20),
                tenant -> 1,
                new NothingSpread());
        LaneName lane = new LaneName(new PoolId("bulk"), site, null);
        List<TenantId> names = new ArrayList<>();
        for (int i = 0; i < tenants; i++) {
            names.add(new TenantId("tenant" + i));
        }
        List<String> places = new ArrayList<>();
        for (int i = 0; i < domains; i++) {
            places.add("domain" + i + ".example");
        }
        List<LaneName> own = names.stream()
                .map(tenant -> new LaneName(lane.pool(), site, tenant))
                .toList();
        Deque<BenchMail> underWay = new ArrayDeque<>();
        long before = System.nanoTime();
        for (int i = 0; i < MESSAGES; i++) {
            TenantId tenant = names.get(i % tenants);
            schedule.offer(new BenchMail(i, lane, tenant, own.get(i % tenants), places.get(i * 7 % domains)));
            decide(schedule, underWay);
            while (underWay.size() >= UNDER_WAY / 2 && i % 2 == 0 || underWay.size() >= UNDER_WAY) {
                given--;
                schedule.ended(underWay.remove(), true);
                schedule.siteReady();
            }
        }
        double each = (double) (System.nanoTime() - before) / MESSAGES;
        System.out.println(String.format(Locale.ROOT, "%-40s %6.0f ns a message", what, each));
    }

    private static void decide(SiteSchedule<BenchMail> schedule, Deque<BenchMail> underWay) {
        for (Decision<BenchMail> next = schedule.next(NOW); next != null; next = schedule.next(NOW)) {
            if (next instanceof Decision.Deliver<BenchMail> deliver) {
                underWay.add(deliver.mail());
            } else if (next.settled() != null) {
                schedule.ended(next.settled(), true);
            }
        }
    }

    private static final class NothingSpread implements CampaignWatch<BenchMail> {
        @Override
        public long waiting(BenchMail mail) {
            return 0;
        }

        @Override
        public void spread(LaneName lane, @Nullable PacedCampaign paced) {}
    }

    private final class FiftyPermits implements Permits {
        private final DeliverySlot slot = new DeliverySlot() {
            @Override
            public CompletionStage<List<RecipientOutcome>> deliver(OutboundMessage message, BooleanSupplier wanted) {
                throw new IllegalStateException("nothing is delivered here");
            }

            @Override
            public void release() {}
        };

        @Override
        public @Nullable DeliverySlot tryTake(String domain, MailOwner owner) {
            if (given >= UNDER_WAY) {
                return null;
            }
            given++;
            return slot;
        }

        @Override
        public boolean isFull() {
            return given >= UNDER_WAY;
        }

        @Override
        public boolean isFull(MailOwner owner) {
            return false;
        }

        @Override
        public @Nullable SuspendedDomain suspended(String domain) {
            return null;
        }

        @Override
        public void tellWhenReady() {}

        @Override
        public void tellWhenReady(String domain) {}

        @Override
        public void tellWhenReady(MailOwner owner) {}
    }
}
