package org.sluicemta.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

class IntakeIT {
    @TempDir
    Path directory;

    private Road road() throws Exception {
        return new Road(directory, Plans.plan(Plans.quick(), 1_000), new FakeGateway(10));
    }

    @Test
    void suppressesWhomABounceReportsAsUnknown() throws Exception {
        try (Road road = road()) {
            comeBack(road, token(road, "gone@gmail.test"), bounce("gone@gmail.test", "5.1.1"));

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
            comeBack(road, token(road, "fine@gmail.test"), bounce("fine@gmail.test", "5.7.1"));
            road.events.await(EventType.REMOTE_BOUNCE, 1);
            settled(road);

            assertThat(road.stores.find("fine@gmail.test")).isEmpty();
        }
    }

    @Test
    void suppressesNobodyWithoutAValidToken() throws Exception {
        try (Road road = road()) {
            comeBack(road, new EmailAddress("forged-1", "bounces.example.com"), bounce("gone@gmail.test", "5.1.1"));

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
                comeBack(road, token, bounce("gone@gmail.test", "5.1.1"));
            }

            assertThat(road.events.await(EventType.RETURNED, 49)).hasSize(49);
            assertThat(road.events.of(EventType.REMOTE_BOUNCE)).hasSize(1);
        }
    }

    @Test
    void unsubscribesWhoWritesToTheAddressForIt() throws Exception {
        try (Road road = road()) {
            EmailAddress address = unsubscribe(token(road, "tired@gmail.test"));
            for (int i = 0; i < 20; i++) {
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
            comeBack(road, unsubscribe(token(road, "fine@gmail.test")), bounce("fine@gmail.test", "5.7.1"));
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
    void suppressesWhoComplains() throws Exception {
        try (Road road = road()) {
            comeBack(road, token(road, "angry@gmail.test"), complaint());

            Event event = road.events.await(EventType.COMPLAINT, 1).getFirst();

            assertThat(Objects.requireNonNull(event.report()).feedbackType()).isEqualTo("abuse");
            settled(road);
            assertThat(road.stores.find("angry@gmail.test")).hasSize(1);
        }
    }

    /** What is taken later is settled later: one more message through the same queue. */
    private static void settled(Road road) throws Exception {
        int before = road.events.of(EventType.RETURNED).size();
        comeBack(road, new EmailAddress("nobody", "bounces.example.com"), "Subject: hello\r\n\r\nhello\r\n");
        road.events.await(EventType.RETURNED, before + 1);
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
        ReturnedMail mail = new ReturnedMail(
                road.get(MessageIdSource.class).next(),
                to,
                null,
                new BytesContent(message.getBytes(StandardCharsets.US_ASCII)),
                road.clock.instant(),
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        road.get(HandOff.class).commit(List.of(mail));
    }

    private static String bounce(String recipient, String status) {
        return String.format(Locale.ROOT, """
                From: MAILER-DAEMON@mx.gmail.test
                Subject: failure
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="x"

                --x
                Content-Type: text/plain

                It failed.
                --x
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.gmail.test

                Final-Recipient: rfc822; %s
                Action: failed
                Status: %s
                Diagnostic-Code: smtp; 550 %s no

                --x--
                """, recipient, status, status).replace("\n", "\r\n");
    }

    private static String complaint() {
        return """
                From: fbl@provider.test
                Subject: complaint
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="x"

                --x
                Content-Type: text/plain

                Somebody complained.
                --x
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: test/1
                Version: 1

                --x
                Content-Type: message/rfc822

                From: a@acme.example
                Subject: offer

                --x--
                """.replace("\n", "\r\n");
    }
}
