package org.sluicemta.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.dkim.DkimKeys;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.event.AttemptFacts;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.keys.dkim.DkimAlgorithm;
import org.sluicemta.keys.dkim.DkimKey;
import org.sluicemta.keys.dkim.DkimKeyGenerator;
import org.sluicemta.keys.dkim.DkimSigner;
import org.sluicemta.letter.Letter;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.DsnNotify;
import org.sluicemta.mail.DsnReturn;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.testing.event.Waiting;

class OutcomesIT {
    private static final Pattern FINAL_RECIPIENT = Pattern.compile("\r\nFinal-Recipient: ");
    private static final Duration SOON = Waiting.PATIENCE;

    @TempDir
    Path directory;

    private final FakeGateway gateway = new FakeGateway(10);

    private Road road() throws Exception {
        return new Road(directory, Plans.plan(Plans.quick(), 1_000), gateway);
    }

    @Test
    void triesADeferredMessageAgainFromItsSlot() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        gateway.answer(recipient -> attempts.getAndIncrement() < 2 ? Answers.deferred() : Answers.delivered());
        FakeStores stores;
        try (Road road = road()) {
            stores = road.stores;
            road.send(Road.ACME, "a@gmail.test");

            Event delivered = road.events.await(EventType.DELIVERED, 1).getFirst();

            assertThat(facts(delivered).number()).isEqualTo(3);
            assertThat(road.events.of(EventType.DEFERRED))
                    .hasSize(2)
                    .allMatch(event -> facts(event).nextAttempt() != null);
        }
        // The event comes before the stores; the stop waits for both.
        assertThat(stores.failuresOf("a@gmail.test"))
                .as("forgotten by the delivery")
                .isZero();
    }

    @Test
    void keepsARetryOverARestart() throws Exception {
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            road.send(Road.ACME, "a@gmail.test", "b@else.test");
            road.events.await(EventType.DEFERRED, 2);
        }
        gateway.answer(recipient -> Answers.delivered());
        try (Road road = road()) {
            assertThat(road.events.await(EventType.DELIVERED, 2)).hasSize(2);
        }
    }

    @Test
    void judgesEachRecipientOfOneMessageByItself() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        gateway.answer(recipient -> switch (recipient.address().localPart()) {
            case "good" -> Answers.delivered();
            case "full" -> attempts.getAndIncrement() == 0 ? Answers.deferred() : Answers.delivered();
            case "unknown" -> Answers.bounced();
            default -> Answers.delivered();
        });
        try (Road road = road()) {
            road.send(Road.ACME, "good@gmail.test", "full@gmail.test", "unknown@gmail.test");

            List<Event> delivered = road.events.await(EventType.DELIVERED, 3);

            assertThat(delivered)
                    .extracting(event -> String.valueOf(event.mail().recipient()))
                    .containsExactlyInAnyOrder("good@gmail.test", "full@gmail.test", "sender@acme.example");
            assertThat(road.events.of(EventType.BOUNCED)).hasSize(1);
            assertThat(road.stores.find("unknown@gmail.test")).hasSize(1);
        }
    }

    @Test
    void tellsTheSenderOfAFailureAsAStatusNotice() throws Exception {
        gateway.answer(recipient ->
                recipient.address().localPart().equals("unknown") ? Answers.bounced() : Answers.delivered());
        try (Road road = road()) {
            EnvelopeOptions options = new EnvelopeOptions(DsnReturn.FULL, "env+2B1", false, false, false, 0, null);
            road.send(road.envelope(Road.ACME, Plans.TRANSACTIONAL, options, Road.body(300), "unknown@gmail.test"));

            road.events.await(EventType.DELIVERED, 1);
            OutboundMessage notice = gateway.delivered.await(2, SOON).get(1);

            assertThat(notice.returnPath()).isNull();
            assertThat(notice.sender()).isNull();
            assertThat(notice.recipients().getFirst().address()).hasToString("sender@acme.example");
            assertThat(text(notice))
                    .contains("multipart/report; report-type=delivery-status")
                    .contains("Original-Envelope-Id: env+1\r\n")
                    .contains("Final-Recipient: rfc822; unknown@gmail.test\r\nAction: failed\r\nStatus: 5.1.1\r\n")
                    .contains("Diagnostic-Code: smtp; 550 5.1.1 no such user")
                    .contains("Content-Type: message/rfc822")
                    .contains(new String(Road.body(300), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void tellsOnceOfAllRecipientsOfAMessageThatAreRefusedOneAfterTheOther() throws Exception {
        int refused = 30;
        CountDownLatch named = new CountDownLatch(refused);
        List<String> notices = new CopyOnWriteArrayList<>();
        gateway.answer(recipient ->
                recipient.address().localPart().equals("sender") ? Answers.delivered() : Answers.bounced());
        gateway.inspect(message -> {
            if (message.sender() == null) {
                String notice = text(message);
                notices.add(notice);
                FINAL_RECIPIENT.matcher(notice).results().forEach(found -> named.countDown());
            }
        });
        try (Road road = road()) {
            String[] recipients = IntStream.range(0, refused)
                    .mapToObj(i -> "r" + i + "@gmail.test")
                    .toArray(String[]::new);
            road.send(verp(
                    road, road.envelope(Road.ACME, Plans.MARKETING, EnvelopeOptions.NONE, Road.body(99), recipients)));

            assertThat(named.await(SOON.toSeconds(), TimeUnit.SECONDS))
                    .as("all %s are named in %s", refused, notices)
                    .isTrue();
            assertThat(notices).hasSize(1);
        }
    }

    /** While the events' disk is full one batch waits, and all the others that end meanwhile are the next. */
    @Test
    void tellsOfRecipientsThatWereRefusedTogetherInOneNotice() throws Exception {
        int refused = 10;
        CountDownLatch named = new CountDownLatch(refused);
        List<String> notices = new CopyOnWriteArrayList<>();
        gateway.answer(recipient ->
                recipient.address().localPart().equals("sender") ? Answers.delivered() : Answers.bounced());
        gateway.inspect(message -> {
            if (message.sender() == null) {
                String notice = text(message);
                notices.add(notice);
                FINAL_RECIPIENT.matcher(notice).results().forEach(found -> named.countDown());
            }
        });
        try (Road road = road()) {
            road.events.failFlushes(new IOException("disk full"));
            String[] recipients = IntStream.range(0, refused)
                    .mapToObj(i -> "r" + i + "@gmail.test")
                    .toArray(String[]::new);
            road.send(verp(
                    road, road.envelope(Road.ACME, Plans.MARKETING, EnvelopeOptions.NONE, Road.body(99), recipients)));
            road.events.await(EventType.BOUNCED, refused);
            road.events.failFlushes(null);

            assertThat(named.await(SOON.toSeconds(), TimeUnit.SECONDS))
                    .as("all %s are named in %s", refused, notices)
                    .isTrue();
            assertThat(notices).hasSizeLessThanOrEqualTo(2).allMatch(notice -> notice.contains("\r\nMessage-ID: <"));
            assertThat(notices)
                    .extracting(notice -> notice.replaceAll("(?s).*\r\nMessage-ID: ([^\r]*).*", "$1"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void tellsASenderInAsciiOfInternationalMailByAnyServer() throws Exception {
        gateway.answer(recipient ->
                recipient.address().localPart().equals("b\u00fccher") ? Answers.bounced() : Answers.delivered());
        try (Road road = road()) {
            EnvelopeOptions options = new EnvelopeOptions(DsnReturn.FULL, null, true, true, false, 0, null);
            byte[] content = "Subject: \u00fc\r\n\r\nx\r\n".getBytes(StandardCharsets.UTF_8);
            road.send(road.envelope(Road.ACME, Plans.TRANSACTIONAL, options, content, "b\u00fccher@gmail.test"));

            road.events.await(EventType.DELIVERED, 1);
            OutboundMessage notice = gateway.delivered.await(2, SOON).get(1);

            assertThat(notice.options().smtpUtf8()).isFalse();
            assertThat(text(notice))
                    .contains("Content-Type: message/delivery-status\r\n")
                    .contains("Final-Recipient: utf-8; b\\x{FC}cher@gmail.test\r\nAction: failed\r\n")
                    .contains("Content-Type: text/rfc822-headers; charset=utf-8\r\n")
                    .doesNotContain("message/global");
        }
    }

    /** RFC 6152: octets beyond ASCII are declared; what a server said in them is encoded, and its line cut after that. */
    @Test
    void encodesWhatAServerSaidAndDeclaresWhatTheReturnedMessageHolds() throws Exception {
        String said = "Empf\u00e4nger unbekannt \u5b9b\u5148\u4e0d\u660e ".repeat(300);
        gateway.answer(recipient -> recipient.address().localPart().equals("sender")
                ? Answers.delivered()
                : new DeliveryOutcome.Bounced(
                        FakeGateway.ATTEMPT, new SmtpReply(550, "5.1.1", said), Answers.UNKNOWN_RECIPIENT));
        try (Road road = road()) {
            byte[] eightBit = "Subject: x\r\n\r\ngr\u00fc\u00dfe\r\n".getBytes(StandardCharsets.UTF_8);
            EnvelopeOptions declared = new EnvelopeOptions(DsnReturn.FULL, null, true, false, false, 0, null);
            road.send(
                    road.envelope(Road.ACME, Plans.TRANSACTIONAL, EnvelopeOptions.NONE, Road.body(99), "a@gmail.test"));
            OutboundMessage plain = gateway.delivered.await(2, SOON).get(1);
            road.send(road.envelope(Road.ACME, Plans.TRANSACTIONAL, declared, eightBit, "b@gmail.test"));
            OutboundMessage returning = gateway.delivered.await(4, SOON).get(3);

            assertThat(text(plain).chars()).allMatch(octet -> octet < 0x80);
            assertThat(plain.options().eightBit()).isFalse();
            assertThat(text(returning)).contains("gr\u00fc\u00dfe");
            assertThat(returning.options().eightBit()).isTrue();
            assertThat(text(plain).lines()).allMatch(line -> line.length() <= 998); // RFC 5322 section 2.1.1
        }
    }

    @Test
    void signsStatusNoticesWithTheKeyOfItsDomain() throws Exception {
        gateway.answer(recipient ->
                recipient.address().localPart().equals("unknown") ? Answers.bounced() : Answers.delivered());
        DkimKey key = new DkimKeyGenerator(directory.resolve("keys"))
                .generate("example.com", "s1", DkimAlgorithm.ED25519_SHA256);
        try (Road road = road()) {
            road.send(Road.ACME, "unknown@gmail.test");
            String notice = text(gateway.delivered.await(2, SOON).get(1));

            String signature = notice.substring(0, notice.indexOf("\r\nFrom: "));
            String[] signed = notice.substring(signature.length() + 2).split("\r\n\r\n", 2);
            Matcher time = Pattern.compile("\\bt=(\\d+)").matcher(signature);
            assertThat(time.find()).isTrue();
            Instant then = Instant.ofEpochSecond(Long.parseLong(time.group(1)));
            // Ed25519 signs the same twice the same.
            assertThat(new DkimSigner(DkimKeys.RECOMMENDED_FIELDS, () -> then)
                            .sign(
                                    List.of(key),
                                    List.of(signed[0].split("\r\n(?![\t ])")),
                                    new ByteArrayInputStream(signed[1].getBytes(StandardCharsets.ISO_8859_1))))
                    .containsExactly(signature);
        }
    }

    @Test
    void tellsOfSuccessOnlyWhatTheNextHopWillNotTell() throws Exception {
        gateway.answer(recipient ->
                recipient.address().localPart().equals("modern") ? Answers.deliveredWithDsn() : Answers.delivered());
        try (Road road = road()) {
            road.send(wantingSuccess(road, "modern@gmail.test"));
            road.events.await(EventType.DELIVERED, 1);
            road.send(wantingSuccess(road, "old@gmail.test"));

            OutboundMessage notice = gateway.delivered.await(3, SOON).get(2);

            assertThat(text(notice))
                    .contains("Final-Recipient: rfc822; old@gmail.test\r\nAction: relayed\r\n")
                    .doesNotContain("modern@gmail.test");
        }
    }

    private static FinishedEnvelope wantingSuccess(Road road, String recipient) {
        FinishedEnvelope mail =
                road.envelope(Road.ACME, Plans.TRANSACTIONAL, EnvelopeOptions.NONE, Road.body(99), recipient);
        return new FinishedEnvelope(
                mail.letter(),
                mail.returnPaths(),
                List.of(new EnvelopeRecipient(EmailAddress.parse(recipient), 0, Set.of(DsnNotify.SUCCESS), null)),
                null);
    }

    @Test
    void neverAnswersANullSender() throws Exception {
        gateway.answer(recipient -> Answers.bounced());
        RecordedEvents events;
        try (Road road = road()) {
            events = road.events;
            FinishedEnvelope mail =
                    road.envelope(Road.ACME, Plans.TRANSACTIONAL, EnvelopeOptions.NONE, Road.body(99), "x@gmail.test");
            road.send(withSender(mail, null));
            events.await(EventType.BOUNCED, 1);
        }
        // A notice would be queued after the event; the stop waits for both.
        assertThat(events.of(EventType.QUEUED)).hasSize(1);
    }

    private static FinishedEnvelope withSender(FinishedEnvelope mail, @Nullable EmailAddress sender) {
        return new FinishedEnvelope(
                new Letter(
                        mail.id(),
                        mail.tenant(),
                        mail.stream(),
                        sender,
                        mail.options(),
                        mail.content(),
                        mail.receivedAt()),
                new FinishedEnvelope.ReturnPaths.Common(Optional.ofNullable(sender)),
                mail.recipients(),
                null);
    }

    @Test
    void doesNotMailWhomAnEarlierBounceSuppressed() throws Exception {
        gateway.answer(recipient -> Answers.bounced());
        try (Road road = road()) {
            road.send(Road.ACME, "gone@gmail.test");
            road.events.await(EventType.BOUNCED, 1);
            gateway.answer(recipient -> Answers.delivered());
            road.events.await(EventType.QUEUED, 2);
            road.send(Road.ACME, "gone@gmail.test", "fine@gmail.test");

            Event suppressed = road.events.await(EventType.SUPPRESSED, 1).getFirst();

            assertThat(suppressed.mail().recipient()).hasToString("gone@gmail.test");
        }
    }

    @Test
    void asksTheSuppressionListBeforeALaterAttemptToo() throws Exception {
        gateway.answer(recipient -> Answers.deferred());
        RetrySchedule slow = new RetrySchedule("default", List.of(Duration.ofHours(3)), Duration.ofHours(5));
        try (Road road = new Road(directory, Plans.plan(slow, 1_000), gateway)) {
            road.send(Road.ACME, "a@gmail.test");
            road.events.await(EventType.DEFERRED, 1);
            Waiting.until("the deferred message in its slot", () -> inSlots(road) == 1);
            road.stores.add(new Suppression(
                    "a@gmail.test",
                    new SuppressionScope.OfTenant(Road.ACME),
                    SuppressionReason.UNSUBSCRIBE,
                    "test",
                    null,
                    "test",
                    Instant.EPOCH,
                    null));
            gateway.answer(recipient -> Answers.delivered());

            road.get(LaneControl.class).flush(new LaneScope.OfPool(Plans.POOL));
            road.events.await(EventType.SUPPRESSED, 1);

            assertThat(road.events.of(EventType.DELIVERED)).isEmpty();
        }
    }

    @Test
    void sendsOneMessagePerRecipientWithItsOwnReturnPath() throws Exception {
        try (Road road = road()) {
            FinishedEnvelope mail = road.envelope(
                    Road.ACME,
                    new StreamId("marketing"),
                    EnvelopeOptions.NONE,
                    Road.body(99),
                    "a@gmail.test",
                    "b@gmail.test");
            road.send(verp(road, mail));

            List<OutboundMessage> messages = gateway.delivered.await(2, SOON);

            assertThat(messages).allMatch(message -> message.pool().equals(Plans.BULK));
            assertThat(messages)
                    .extracting(message -> String.valueOf(message.returnPath()))
                    .containsExactlyInAnyOrder(
                            "b-" + mail.id() + "-0-a=gmail.test@bounces.example.com",
                            "b-" + mail.id() + "-1-b=gmail.test@bounces.example.com");
        }
    }

    private static FinishedEnvelope verp(Road road, FinishedEnvelope mail) {
        Map<Integer, EmailAddress> paths = new HashMap<>();
        for (EnvelopeRecipient recipient : mail.recipients()) {
            paths.put(
                    recipient.index(),
                    road.tokens.returnPath(
                            mail.id(), recipient.index(), mail.tenant(), mail.stream(), recipient.address()));
        }
        return new FinishedEnvelope(
                mail.letter(), new FinishedEnvelope.ReturnPaths.PerRecipient(paths), mail.recipients(), null);
    }

    @Test
    void holdsMailUntilItsReleaseTime() throws Exception {
        try (Road road = road()) {
            Instant release = road.clock.instant().plusSeconds(6);
            EnvelopeOptions options = new EnvelopeOptions(null, null, false, false, false, 0, release);
            road.send(road.envelope(Road.ACME, Plans.TRANSACTIONAL, options, Road.body(99), "a@gmail.test"));
            assertThat(inSlots(road)).isEqualTo(1);

            Event delivered = road.events.await(EventType.DELIVERED, 1).getFirst();

            assertThat(delivered.at()).isAfterOrEqualTo(release);
        }
    }

    /** The broker counts a moment after a commit, so it is asked when it has. */
    private static long inSlots(Road road) throws Exception {
        QueueAdmin admin = road.get(QueueAdmin.class);
        long waiting = 0;
        for (QueueFacts slot : admin.list(QueueNames.LATER)) {
            waiting += admin.findSettled(slot.name()).map(QueueFacts::depth).orElse(0L);
        }
        return waiting;
    }

    @Test
    void carriesLargeContentWhole() throws Exception {
        byte[] large = Road.body(5 << 20);
        AtomicInteger attempts = new AtomicInteger();
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        gateway.inspect(message -> sizes.add(message.content().open().readAllBytes().length));
        gateway.answer(recipient -> attempts.getAndIncrement() == 0 ? Answers.deferred() : Answers.delivered());
        try (Road road = road()) {
            road.send(road.envelope(Road.ACME, Plans.TRANSACTIONAL, EnvelopeOptions.NONE, large, "a@gmail.test"));
            road.events.await(EventType.DELIVERED, 1);

            assertThat(sizes).containsExactly(large.length, large.length);
        }
    }

    @Test
    void acknowledgesNothingWhileEventsCannotBeWritten() throws Exception {
        try (Road road = road()) {
            road.events.failFlushes(new IOException("disk full"));
            road.send(Road.ACME, "a@gmail.test");
            gateway.delivered.await(1, SOON);
            road.events.await(EventType.DELIVERED, 1);
            assertThat(road.get(LaneDirectory.class).lanes()).singleElement().matches(lane -> lane.depth() == 1);

            road.events.failFlushes(null);
            road.send(Road.ACME, "b@gmail.test");
            road.events.await(EventType.DELIVERED, 2);
            assertThat(gateway.delivered.total()).isEqualTo(2);
        }
    }

    private static AttemptFacts facts(Event event) {
        return Objects.requireNonNull(event.attempt());
    }

    private static String text(OutboundMessage message) throws Exception {
        return new String(message.content().open().readAllBytes(), StandardCharsets.UTF_8);
    }
}
