package org.sluicemta.delivery.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluicemta.delivery.Plans;
import org.sluicemta.egress.SourceId;
import org.sluicemta.letter.Attempts;
import org.sluicemta.letter.Letter;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Expired;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.Blame;
import org.sluicemta.response.Classification;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.tenant.TenantId;

class StatusNoticeTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-29T10:00:00Z");
    private static final Instant ATTEMPTED = Instant.parse("2026-11-29T10:05:07Z");
    private static final EmailAddress SENDER = EmailAddress.parse("sender@acme.example");
    private static final EnvelopeRecipient RECIPIENT =
            new EnvelopeRecipient(EmailAddress.parse("a@gmail.test"), 0, Set.of(), null);
    private static final DeliveryAttempt ATTEMPT = new DeliveryAttempt(
            new SourceId("src"), "mx.gmail.test", "192.0.2.1:25", null, null, ATTEMPTED, Duration.ofSeconds(2));
    private static final Classification CLASS =
            new Classification(ResponseClass.OTHER, true, Blame.SITE, 0, "default", "none");

    private static String notice(MessageContent content, NoticedRecipient... recipients) throws IOException {
        Letter letter = new Letter(
                new MessageId(7),
                new TenantId("acme"),
                Plans.MARKETING,
                SENDER,
                EnvelopeOptions.NONE,
                content,
                RECEIVED);
        OutboundMessage mail = new OutboundMessage(
                letter,
                Plans.POOL,
                Plans.GMAIL,
                null,
                List.of(RECIPIENT),
                RECEIVED.plus(Duration.ofDays(5)),
                Attempts.NONE,
                1);
        StatusNotice notice = new StatusNotice(
                new MessageId(8), "mail.sluice.example", mail, SENDER, List.of(recipients), ATTEMPTED.plusSeconds(3));
        return new String(notice.content().open().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static MessageContent message() {
        return new BytesContent("Subject: x\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void quotesAServerAsIts() throws IOException {
        SmtpReply reply = new SmtpReply(550, "5.1.1", List.of("No such user.", "See https://gmail.test"), null);

        assertThat(notice(message(), NoticedRecipient.failed(RECIPIENT, new Bounced(ATTEMPT, reply, CLASS))))
                .contains("Remote-MTA: dns; mx.gmail.test\r\n")
                .contains("Diagnostic-Code: smtp; 550 5.1.1 No such user. See https://gmail.test\r\n")
                .contains("Last-Attempt-Date: Sun, 29 Nov 2026 10:05:07 +0000\r\n")
                .contains("<a@gmail.test>: the server mx.gmail.test said: 550 5.1.1 No such user.");
    }

    @Test
    void putsNoWordsIntoAServersMouth() throws IOException {
        SmtpReply reply = SmtpReply.own(ResponseClass.TIME_OUT, 421, "4.4.2", "No answer to RCPT in time");
        Deferred deferred = new Deferred(ATTEMPT, reply, CLASS);

        assertThat(notice(message(), NoticedRecipient.delayed(RECIPIENT, deferred, RECEIVED)))
                .contains("Diagnostic-Code: x-sluice; No answer to RCPT in time\r\n")
                .contains("<a@gmail.test>: No answer to RCPT in time\r\n")
                .contains("Status: 4.4.2\r\n")
                .doesNotContain("421", "smtp;", "said:");
    }

    @Test
    void saysWhenNothingWasAttempted() throws IOException {
        assertThat(notice(message(), NoticedRecipient.expired(RECIPIENT, new Expired(null, null))))
                .contains("Status: 4.4.7\r\n")
                .contains("<a@gmail.test>: no delivery was attempted\r\n")
                .doesNotContain("Diagnostic-Code", "Last-Attempt-Date");
    }

    /** RFC 3464 section 2.3.7. */
    @Test
    void saysWhenTheLastAttemptWasOfWhatExpired() throws IOException {
        Expired expired = new Expired(new SmtpReply(451, "4.3.0", "later"), RECEIVED.plusSeconds(60));

        assertThat(notice(message(), NoticedRecipient.expired(RECIPIENT, expired)))
                .contains("Status: 4.4.7\r\n")
                .contains("Last-Attempt-Date: ");
    }

    @Test
    void namesAllRecipientsOfOneNotice() throws IOException {
        Bounced bounced = new Bounced(ATTEMPT, new SmtpReply(550, "5.1.1", "no"), CLASS);
        EnvelopeRecipient other = new EnvelopeRecipient(EmailAddress.parse("b@gmail.test"), 1, Set.of(), null);

        assertThat(notice(
                        message(),
                        NoticedRecipient.failed(RECIPIENT, bounced),
                        NoticedRecipient.failed(other, bounced)))
                .contains("\r\n\r\nFinal-Recipient: rfc822; a@gmail.test\r\n")
                .contains("\r\n\r\nFinal-Recipient: rfc822; b@gmail.test\r\n");
    }

    @Test
    void tellsWithoutTheMessageWhenThatCannotBeRead() throws IOException {
        MessageContent broken = new MessageContent() {
            @Override
            public long size() {
                return 10;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        Bounced bounced = new Bounced(ATTEMPT, new SmtpReply(550, "5.1.1", "no"), CLASS);

        assertThat(notice(broken, NoticedRecipient.failed(RECIPIENT, bounced)))
                .contains("Final-Recipient: rfc822; a@gmail.test\r\n")
                .doesNotContain("rfc822-headers")
                .endsWith("--\r\n");
    }
}
