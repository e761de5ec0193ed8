package org.sluicemta.store.event;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.event.AttemptFacts;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.event.TlsResult;
import org.sluicemta.lane.LaneName;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Events for tests: one full example of a delivery, and random ones from a seed. */
final class EventSamples {
    static final Instant AT = Instant.parse("2026-11-22T09:08:07.006Z");
    static final MailFacts MAIL = new MailFacts(
            new MessageId(123_456_789L << 30),
            new TenantId("acme"),
            new StreamId("marketing"),
            new PoolId("mkt"),
            new SourceId("mkt-1"),
            new SiteId("gmail"),
            LaneName.parse("egress.mkt.gmail.shared").orElseThrow(),
            EmailAddress.parse("news@acme.example"),
            EmailAddress.parse("ann@gmail.example"),
            null,
            new CampaignId("spring_26"));
    static final AttemptFacts DELIVERED = new AttemptFacts(
            2,
            new DeliveryAttempt(
                    new SourceId("mkt-1"),
                    "mx.gmail.example",
                    "192.0.2.1:25",
                    "TLSv1.3 TLS_AES_128_GCM_SHA256",
                    "mta-sts 20261122",
                    AT.minusMillis(321),
                    Duration.ofMillis(321)),
            new SmtpReply(250, "2.0.0", "OK \"thanks\"\ttab"),
            null,
            null);

    private EventSamples() {}

    static Event random(Random random) {
        MailFacts mail = new MailFacts(
                new MessageId(random.nextLong() >>> 1),
                maybe(random, () -> new TenantId("t" + random.nextInt(99))),
                maybe(random, () -> new StreamId("s" + random.nextInt(99))),
                maybe(random, () -> new PoolId("p")),
                new SourceId("src"),
                maybe(random, () -> new SiteId("site.example")),
                maybe(random, () -> new LaneName(new PoolId("p"), new SiteId("a.b"), new TenantId("t"))),
                maybe(random, () -> EmailAddress.parse(text(random) + "x@example.org")),
                maybe(random, () -> EmailAddress.parse("\"a b\"@[192.0.2.7]")),
                maybe(random, () -> new MessageId(random.nextLong() >>> 1)),
                maybe(random, () -> new CampaignId("c" + random.nextInt(99))));
        return new Event(
                "E-" + new MessageId(random.nextInt(1_000_000)), AT.plusMillis(random.nextInt()), what(mail, random));
    }

    private static Occurrence what(MailFacts mail, Random random) {
        EventType[] types = EventType.values();
        return switch (types[random.nextInt(types.length)]) {
            case RECEIVED -> new Occurrence.Received(mail, client(random));
            case REPEATED -> new Occurrence.Repeated(mail, client(random));
            case REJECTED -> new Occurrence.Rejected(mail, client(random).refused(1 + random.nextInt(9)));
            case SUPPRESSED -> new Occurrence.Suppressed(mail, "hard-bounce", maybe(random, () -> text(random)));
            case DISCARDED -> new Occurrence.Discarded(mail, "root", text(random));
            case COPIED -> new Occurrence.Copied(mail);
            case QUEUED -> new Occurrence.Queued(mail);
            case DELIVERED -> new Occurrence.Delivered(mail, attempt(random));
            case DEFERRED -> new Occurrence.Deferred(mail, attempt(random));
            case BOUNCED -> new Occurrence.Bounced(mail, attempt(random), random.nextBoolean());
            case EXPIRED -> new Occurrence.Expired(mail, attempt(random));
            case REMOTE_BOUNCE -> new Occurrence.RemoteBounce(mail, report(random));
            case COMPLAINT -> new Occurrence.Complaint(mail, report(random));
            case UNSUBSCRIBED -> new Occurrence.Unsubscribed(mail, "one-click", client(random));
            case RETURNED -> new Occurrence.Returned(mail, report(random));
            case TLS_REPORTED ->
                new Occurrence.TlsReported(
                        mail, report(random), new TlsResult("sts", text(random), "ok", random.nextLong(1, 1_000)));
            case CANCELLED -> new Occurrence.Cancelled(mail);
            case STREAM_PAUSED -> new Occurrence.StreamPaused(mail, text(random));
            case STREAM_RESUMED -> new Occurrence.StreamResumed(mail, text(random));
        };
    }

    private static ClientFacts client(Random random) {
        return new ClientFacts(
                maybe(random, () -> ip(random)),
                maybe(random, () -> text(random)),
                maybe(random, () -> "relay"),
                maybe(random, () -> text(random)),
                random.nextBoolean(),
                random.nextInt(1 << 30),
                maybe(random, () -> reply(random)));
    }

    private static AttemptFacts attempt(Random random) {
        return new AttemptFacts(
                1 + random.nextInt(30),
                maybe(
                        random,
                        () -> new DeliveryAttempt(
                                new SourceId("src"),
                                maybe(random, () -> "mx.example"),
                                maybe(random, () -> "[2001:db8::1]:25"),
                                maybe(random, () -> "TLSv1.3 X"),
                                maybe(random, () -> "opportunistic"),
                                AT,
                                Duration.ofMillis(random.nextInt(100_000)))),
                maybe(random, () -> answer(random)),
                ResponseClass.MAILBOX_FULL,
                maybe(random, () -> AT.plusSeconds(random.nextInt(10_000))));
    }

    private static ReportFacts report(Random random) {
        ReportFacts facts = ReportFacts.of("bounce", random.nextBoolean());
        return facts.meaning(ResponseClass.MAILBOX_FULL, maybe(random, () -> "5.2.2"))
                .saying(maybe(random, () -> text(random)))
                .from(maybe(random, () -> "mx.example"))
                .feedback(maybe(random, () -> "abuse"))
                .vouchedForBy(maybe(random, () -> "site.example"));
    }

    private static SmtpReply answer(Random random) {
        return random.nextInt(4) == 0
                ? SmtpReply.own(ResponseClass.MAILBOX_FULL, 451, "4.2.2", text(random))
                : reply(random);
    }

    private static SmtpReply reply(Random random) {
        return new SmtpReply(200 + random.nextInt(400), maybe(random, () -> "4.2.2"), text(random));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(128);
                        case 1 -> 0x1F600 + random.nextInt(50);
                        case 2 -> 0x80 + random.nextInt(0x700);
                        default -> 'a' + random.nextInt(26);
                    });
        }
        return text.toString();
    }

    private static InetAddress ip(Random random) {
        byte[] octets = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(octets);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> @Nullable T maybe(Random random, Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }
}
