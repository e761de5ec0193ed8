package org.sluicemta.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.RuleTable;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/** What every class leads to, by an answer during delivery and by a bounce that comes back. */
class SuppressionPolicyIT {
    private static final RuleTable TABLE = PolicyTable.table();

    @TempDir
    Path directory;

    private final FakeGateway gateway = new FakeGateway(10);
    private final FakeStores stores = new FakeStores();

    private Road road() throws Exception {
        return new Road(directory, Plans.plan(Plans.quick(), 1_000), gateway, stores, TABLE, false);
    }

    @Test
    void suppressesByTheClassOfAnAnswerDuringDelivery() throws Exception {
        gateway.answer(recipient -> refused(recipient.address()));
        try (Road road = road()) {
            for (ResponseClass each : ResponseClass.values()) {
                road.send(Road.ACME, recipient(each));
            }
            road.events.await(EventType.BOUNCED, ResponseClass.values().length);
            stores.await(() -> stores.size() == 3
                    && stores.failuresOf(recipient(ResponseClass.MAILBOX_FULL)) == 1
                    && stores.failuresOf(recipient(ResponseClass.INACTIVE_RECIPIENT)) == 1);
            road.events.await(EventType.DELIVERED, ResponseClass.values().length);

            for (ResponseClass each : ResponseClass.values()) {
                expect(each, "delivery");
            }
            assertThat(road.events.of(EventType.BOUNCED))
                    .as("events say which recipients are suppressed at once")
                    .allMatch(event -> Objects.requireNonNull(event.report()).suppressed()
                            == (PolicyTable.suppressAfter(classOf(event)) == 1));
        }
    }

    @Test
    void suppressesByTheClassOfABounceThatComesBack() throws Exception {
        try (Road road = road()) {
            for (ResponseClass each : ResponseClass.values()) {
                comeBack(road, recipient(each), Reports.bounce(recipient(each), "5.0.0", PolicyTable.words(each)));
            }
            road.events.await(EventType.REMOTE_BOUNCE, ResponseClass.values().length);
            settled(road);

            for (ResponseClass each : ResponseClass.values()) {
                expect(each, "bounce");
            }
        }
    }

    @Test
    void countsAMessageGivenUpForAFullMailboxAsOneFailureOnBothRoads() throws Exception {
        String full = recipient(ResponseClass.MAILBOX_FULL);
        gateway.answer(recipient -> new DeliveryOutcome.Expired(
                new SmtpReply(452, "4.2.2", PolicyTable.words(ResponseClass.MAILBOX_FULL)), null));
        try (Road road = road()) {
            road.send(Road.ACME, full);
            road.events.await(EventType.EXPIRED, 1);
            comeBack(road, full, Reports.bounce(full, "4.2.2", PolicyTable.words(ResponseClass.MAILBOX_FULL)));
            road.events.await(EventType.REMOTE_BOUNCE, 1);
            stores.await(() -> stores.failuresOf(full) == 2);

            assertThat(stores.find(full)).isEmpty();
        }
    }

    @Test
    void readsNoMeaningOutOfItsOwnWords() throws Exception {
        String full = recipient(ResponseClass.MAILBOX_FULL);
        gateway.answer(recipient -> new DeliveryOutcome.Expired(
                SmtpReply.own(ResponseClass.TIME_OUT, 421, "4.2.2", PolicyTable.words(ResponseClass.MAILBOX_FULL)),
                null));
        try (Road road = road()) {
            road.send(Road.ACME, full);
            road.events.await(EventType.EXPIRED, 1);
        }
        // The event comes before the stores; the stop waits for both.
        assertThat(stores.failuresOf(full)).isZero();
    }

    @Test
    void neverSuppressesForATemporaryAnswerOfAClassThatSuppressesAtOnce() throws Exception {
        String unknown = recipient(ResponseClass.UNKNOWN_RECIPIENT);
        gateway.answer(recipient -> new DeliveryOutcome.Expired(
                new SmtpReply(450, "4.1.1", PolicyTable.words(ResponseClass.UNKNOWN_RECIPIENT)), null));
        try (Road road = road()) {
            road.send(Road.ACME, unknown);
            road.events.await(EventType.EXPIRED, 1);
            comeBack(
                    road,
                    unknown,
                    Reports.bounce(unknown, "4.1.1", PolicyTable.words(ResponseClass.UNKNOWN_RECIPIENT)));
            road.events.await(EventType.REMOTE_BOUNCE, 1);
        }
        assertThat(stores.find(unknown)).isEmpty();
        assertThat(stores.failuresOf(unknown)).isZero();
    }

    @Test
    void forgetsSoftFailuresWithASuccess() throws Exception {
        String full = recipient(ResponseClass.MAILBOX_FULL);
        gateway.answer(recipient -> refused(recipient.address()));
        try (Road road = road()) {
            road.send(Road.ACME, full);
            road.events.await(EventType.BOUNCED, 1);
            stores.await(() -> stores.failuresOf(full) == 1);
            gateway.answer(recipient -> Answers.delivered());
            road.send(Road.ACME, full);

            stores.await(() -> stores.failuresOf(full) == 0);
        }
    }

    @Test
    void suppressesWhoComplainsForTheTenantAndByChoiceForAll() throws Exception {
        try (Road road = road()) {
            comeBack(road, "one@gmail.test", Reports.complaint());
            road.events.await(EventType.COMPLAINT, 1);
            settled(road);
            assertThat(stores.find("one@gmail.test"))
                    .extracting(Suppression::scope)
                    .containsExactly(new SuppressionScope.OfTenant(Road.ACME));
        }
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000), gateway, stores, TABLE, true)) {
            comeBack(road, "two@gmail.test", Reports.complaint());
            road.events.await(EventType.COMPLAINT, 1);
            settled(road);
            assertThat(stores.find("two@gmail.test"))
                    .extracting(Suppression::scope)
                    .containsExactly(new SuppressionScope.Global());
        }
    }

    private void expect(ResponseClass each, String source) {
        List<Suppression> entries = stores.find(recipient(each));
        int after = PolicyTable.suppressAfter(each);
        assertThat(stores.failuresOf(recipient(each)))
                .as("failures of %s", each)
                .isEqualTo(after > 1 ? 1 : 0);
        if (after != 1) {
            assertThat(entries).as("%s", each).isEmpty();
            return;
        }
        assertThat(entries).as("%s", each).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo(SuppressionReason.HARD_BOUNCE);
            assertThat(entry.source()).isEqualTo(source);
            assertThat(entry.scope()).isEqualTo(new SuppressionScope.OfTenant(Road.ACME));
            assertThat(entry.evidence()).as("the event's id").isNotBlank();
        });
    }

    private static DeliveryOutcome refused(EmailAddress recipient) {
        if (recipient.localPart().equals("sender")) {
            return Answers.delivered();
        }
        ResponseClass each = ResponseClass.valueOf(recipient.localPart());
        SmtpReply reply = new SmtpReply(550, null, PolicyTable.words(each));
        return new DeliveryOutcome.Bounced(
                FakeGateway.ATTEMPT,
                reply,
                TABLE.classify(new Answer(Plans.GMAIL, Phase.RCPT, reply.code(), null, reply.text())));
    }

    private static ResponseClass classOf(Event event) {
        return ResponseClass.valueOf(
                Objects.requireNonNull(event.mail().recipient()).localPart());
    }

    private static String recipient(ResponseClass each) {
        return each.name() + "@gmail.test";
    }

    /** What is taken later is settled later: one more message through the same queue. */
    private static void settled(Road road) throws Exception {
        int before = road.events.of(EventType.RETURNED).size();
        comeBack(road, new EmailAddress("nobody", "bounces.example.com"), "Subject: hello\r\n\r\nhello\r\n");
        road.events.await(EventType.RETURNED, before + 1);
    }

    private static void comeBack(Road road, String recipient, String message) throws Exception {
        MessageId id = road.get(MessageIdSource.class).next();
        comeBack(
                road,
                road.tokens.returnPath(id, 0, Road.ACME, Plans.TRANSACTIONAL, EmailAddress.parse(recipient)),
                message);
    }

    private static void comeBack(Road road, EmailAddress to, String message) throws Exception {
        road.get(HandOff.class)
                .commit(List.of(new ReturnedMail(
                        road.get(MessageIdSource.class).next(),
                        to,
                        null,
                        new BytesContent(message.getBytes(StandardCharsets.US_ASCII)),
                        road.clock.instant(),
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))));
    }
}
