package org.sluicemta.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.event.TlsResult;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.handoff.Staged;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.testing.event.Waiting;

class IntakeIT {
    @TempDir
    Path directory;

    private Road road() throws Exception {
        return new Road(directory, Plans.plan(Plans.quick(), 1_000), new FakeGateway(10));
    }

    @Test
    void suppressesWhomABounceReportsAsUnknown() throws Exception {
        try (Road road = road()) {
            comeBack(road, token(road, "gone@gmail.test"), Reports.bounce("gone@gmail.test", "5.1.1", "no"));

            Event event = road.events.await(EventType.REMOTE_BOUNCE, 1).getFirst();

            assertThat(event.mail().recipient()).hasToString("gone@gmail.test");
            assertThat(event.mail().tenant()).isEqualTo(Road.ACME);
            settled(road);
            assertThat(road.stores.find("gone@gmail.test")).hasSize(1);
        }
    }

    @Test
    void suppressesNobodyForABlockOfOurs() throws Exception {
        try (Road road = road()) {
            comeBack(road, token(road, "fine@gmail.test"), Reports.bounce("fine@gmail.test", "5.7.1", "no"));
            road.events.await(EventType.REMOTE_BOUNCE, 1);
            settled(road);

            assertThat(road.stores.find("fine@gmail.test")).isEmpty();
        }
    }

    @Test
    void suppressesNobodyWithoutAValidToken() throws Exception {
        try (Road road = road()) {
            comeBack(
                    road,
                    new EmailAddress("forged-1", "bounces.example.com"),
                    Reports.bounce("gone@gmail.test", "5.1.1", "no"));

            Event event = road.events.await(EventType.RETURNED, 1).getFirst();

            assertThat(Objects.requireNonNull(event.report()).suppressed()).isFalse();
            settled(road);
            assertThat(road.stores.find("gone@gmail.test")).isEmpty();
        }
    }

    @Test
    void countsAReplayedBounceOnce() throws Exception {
        try (Road road = road()) {
            EmailAddress token = token(road, "gone@gmail.test");
            for (int i = 0; i < 50; i++) {
                comeBack(road, token, Reports.bounce("gone@gmail.test", "5.1.1", "no"));
            }

            assertThat(road.events.await(EventType.RETURNED, 49)).hasSize(49);
            settled(road);
            assertThat(road.events.of(EventType.REMOTE_BOUNCE)).hasSize(1);
        }
    }

    @Test
    void joinsAComplaintByTheFeedbackIdOfTheMessageItQuotes() throws Exception {
        try (Road road = road()) {
            EmailAddress token = token(road, "angry@gmail.test");
            String report = Reports.complaint().replace("Subject: offer", "CFBL-Feedback-ID: " + token.localPart());

            comeBack(road, new EmailAddress("fbl", "bounces.example.com"), report);

            Event event = road.events.await(EventType.COMPLAINT, 1).getFirst();
            assertThat(event.mail().recipient()).hasToString("angry@gmail.test");
        }
    }

    /** RFC 8460 section 3: one without the reporter's signature is ignored. */
    @Test
    void recordsTlsReportsThatTheirSenderSigned() throws Exception {
        String report = """
                From: tls@reports.provider.test
                Content-Type: application/tlsrpt+json

                {"organization-name": "Provider", "report-id": "r1", "policies": [
                  {"policy": {"policy-type": "sts", "policy-domain": "example.com"},
                   "summary": {"total-successful-session-count": 5},
                   "failure-details": [{"result-type": "certificate-expired", "failed-session-count": 2}]}]}
                """.replace("\n", "\r\n");
        EmailAddress address = new EmailAddress("TLS-Reports", "bounces.example.com");
        try (Road road = road()) {
            road.signers = Set.of("attacker.test", "evil.reports.provider.test");
            comeBack(road, address, report);
            Event ignored = road.events.await(EventType.RETURNED, 1).getFirst();
            assertThat(Objects.requireNonNull(ignored.report()).kind()).isEqualTo("tls-report");
            assertThat(ignored.report().diagnostic()).contains("no valid signature of reports.provider.test");
            road.signers = Set.of("attacker.test", "provider.test");
            comeBack(road, address, report);

            assertThat(road.events.await(EventType.TLS_REPORTED, 2))
                    .extracting(Event::tls)
                    .containsExactlyInAnyOrder(
                            new TlsResult("sts", "example.com", "ok", 5),
                            new TlsResult("sts", "example.com", "certificate-expired", 2));
            Event event = road.events.of(EventType.TLS_REPORTED).getFirst();
            assertThat(Objects.requireNonNull(event.report()).reporter()).isEqualTo("provider.test");
            assertThat(event.report().diagnostic()).isEqualTo("r1");
            assertThat(event.report().reportingMta()).isEqualTo("Provider");
        }
    }

    /** Whoever received a message can write complaints about it: the one recipient is suppressed, and nobody held. */
    @Test
    void takesAComplaintForAProvidersOnlyWhenTheRecipientsSiteSignedIt() throws Exception {
        try (Road road = road()) {
            Map<Set<String>, Optional<String>> signed = new LinkedHashMap<>();
            signed.put(Set.of(), Optional.empty());
            signed.put(Set.of("gmail.test.attacker.test", "attacker.test"), Optional.empty());
            signed.put(Set.of("attacker.test", "reports.gmail.test"), Optional.of("gmail"));
            int count = 0;
            for (Map.Entry<Set<String>, Optional<String>> each : signed.entrySet()) {
                road.signers = each.getKey();
                EmailAddress token = token(road, "angry" + count + "@gmail.test");
                String report = Reports.complaint().replace("Subject: offer", "CFBL-Feedback-ID: " + token.localPart());
                comeBack(road, new EmailAddress("fbl", "bounces.example.com"), report);

                Event event = road.events.await(EventType.COMPLAINT, ++count).getLast();
                assertThat(Optional.ofNullable(
                                Objects.requireNonNull(event.report()).reporter()))
                        .isEqualTo(each.getValue());
                assertThat(Objects.requireNonNull(event.report()).suppressed()).isTrue();
            }
        }
    }

    @Test
    void unsubscribesWhoWritesToTheAddressForIt() throws Exception {
        try (Road road = road()) {
            EmailAddress address = unsubscribe(token(road, "tired@gmail.test"));
            comeBack(road, address, "From: tired@gmail.test\r\nSubject: unsubscribe\r\n\r\n\r\n");
            road.events.await(EventType.UNSUBSCRIBED, 1);
            for (int i = 0; i < 19; i++) {
                comeBack(road, address, "From: tired@gmail.test\r\nSubject: unsubscribe\r\n\r\n\r\n");
            }

            Event event = road.events.await(EventType.UNSUBSCRIBED, 1).getFirst();
            assertThat(road.events.await(EventType.RETURNED, 19)).hasSize(19);
            assertThat(road.events.of(EventType.UNSUBSCRIBED)).hasSize(1);
            settled(road);
            assertThat(road.stores.find("tired@gmail.test"))
                    .extracting("scope", "reason", "evidence")
                    .containsExactly(tuple(
                            new SuppressionScope.OfStream(Road.ACME, Plans.TRANSACTIONAL),
                            SuppressionReason.UNSUBSCRIBE,
                            event.id()));
        }
    }

    @Test
    void doesNotUnsubscribeBecauseOfABounce() throws Exception {
        try (Road road = road()) {
            comeBack(
                    road,
                    unsubscribe(token(road, "fine@gmail.test")),
                    Reports.bounce("fine@gmail.test", "5.7.1", "no"));
            road.events.await(EventType.REMOTE_BOUNCE, 1);
            settled(road);

            assertThat(road.events.of(EventType.UNSUBSCRIBED)).isEmpty();
            assertThat(road.stores.find("fine@gmail.test")).isEmpty();
        }
    }

    private static EmailAddress unsubscribe(EmailAddress token) {
        return new EmailAddress("u-" + token.localPart().substring(2), token.domain());
    }

    @Test
    void countsTenThousandReplaysOnceOverARestartToo() throws Exception {
        FakeStores stores = new FakeStores();
        EmailAddress token;
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000), new FakeGateway(10), stores)) {
            token = token(road, "gone@gmail.test");
            replay(road, token, 5_000);
            assertThat(road.events.await(EventType.RETURNED, 4_999)).hasSize(4_999);
            assertThat(road.events.of(EventType.REMOTE_BOUNCE)).hasSize(1);
        }
        try (Road road = new Road(directory, Plans.plan(Plans.quick(), 1_000), new FakeGateway(10), stores)) {
            replay(road, token, 5_000);
            assertThat(road.events.await(EventType.RETURNED, 5_000)).hasSize(5_000);
            assertThat(road.events.of(EventType.REMOTE_BOUNCE)).isEmpty();
        }
    }

    @Test
    void suppressesNobodyInAFloodOfForgedBounces() throws Exception {
        try (Road road = road()) {
            for (int i = 0; i < 1_000; i++) {
                comeBack(
                        road,
                        new EmailAddress("b-" + Integer.toString(i, 36) + "aaaaaaaaaaaaaaaa", "bounces.example.com"),
                        Reports.bounce("victim" + i + "@gmail.test", "5.1.1", "no"));
            }

            assertThat(road.events.await(EventType.RETURNED, 1_000)).hasSize(1_000);
            settled(road);
            assertThat(road.stores.size()).isZero();
            assertThat(road.events.of(EventType.REMOTE_BOUNCE)).isEmpty();
        }
    }

    private static void replay(Road road, EmailAddress token, int times) throws Exception {
        for (int i = 0; i < times / 100; i++) {
            List<Staged> together = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                together.add(returned(road, token, Reports.bounce("gone@gmail.test", "5.1.1", "no")));
            }
            road.get(HandOff.class).commit(together);
        }
    }

    @Test
    void suppressesWhoComplains() throws Exception {
        try (Road road = road()) {
            comeBack(road, token(road, "angry@gmail.test"), Reports.complaint());

            Event event = road.events.await(EventType.COMPLAINT, 1).getFirst();

            assertThat(Objects.requireNonNull(event.report()).feedbackType()).isEqualTo("abuse");
            settled(road);
            assertThat(road.stores.find("angry@gmail.test")).hasSize(1);
        }
    }

    /** The envelope says which of the two it is; the door drops a Return-Path field that a client sends. */
    @Test
    void tellsAReportFromWhatAPersonPastesByTheEnvelopesSender() throws Exception {
        try (Road road = road()) {
            String pasted = "From: Ann <ann@people.test>\r\nSubject: Undelivered Mail Returned to Sender\r\n\r\n"
                    + "Your message could not be delivered.\r\n\r\n<gone@gmail.test>: 550 5.1.1 User unknown\r\n";
            EmailAddress token = token(road, "gone@gmail.test");

            comeBack(road, token, new EmailAddress("ann", "people.test"), pasted);
            Event pastedText = road.events.await(EventType.RETURNED, 1).getFirst();
            settled(road);

            assertThat(Objects.requireNonNull(pastedText.report()).kind()).isEqualTo("none");
            assertThat(road.stores.find("gone@gmail.test")).isEmpty();

            comeBack(road, token, null, pasted);
            road.events.await(EventType.REMOTE_BOUNCE, 1);
            settled(road);

            assertThat(road.stores.find("gone@gmail.test")).hasSize(1);
        }
    }

    /** A message leaves the queue when what follows from it is written. */
    private static void settled(Road road) throws Exception {
        QueueAdmin admin = road.get(QueueAdmin.class);
        Waiting.until(
                "an empty intake",
                () -> admin.findSettled(QueueNames.INTAKE_BOUNCE).orElseThrow().depth() == 0);
    }

    private static EmailAddress token(Road road, String recipient) {
        return road.tokens.returnPath(
                road.get(MessageIdSource.class).next(),
                0,
                Road.ACME,
                Plans.TRANSACTIONAL,
                EmailAddress.parse(recipient));
    }

    private static void comeBack(Road road, EmailAddress to, String message) throws Exception {
        comeBack(road, to, null, message);
    }

    private static void comeBack(Road road, EmailAddress to, @Nullable EmailAddress sender, String message)
            throws Exception {
        road.get(HandOff.class).commit(List.of(returned(road, to, sender, message)));
    }

    private static ReturnedMail returned(Road road, EmailAddress to, String message) throws Exception {
        return returned(road, to, null, message);
    }

    private static ReturnedMail returned(Road road, EmailAddress to, @Nullable EmailAddress sender, String message)
            throws Exception {
        return new ReturnedMail(
                road.get(MessageIdSource.class).next(),
                to,
                sender,
                new BytesContent(message.getBytes(StandardCharsets.US_ASCII)),
                road.clock.instant(),
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }
}
