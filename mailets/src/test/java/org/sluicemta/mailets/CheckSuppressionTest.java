package org.sluicemta.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.testing.event.RecordingEventLog;
import org.sluicemta.testing.time.MutableClock;

class CheckSuppressionTest {
    private final RecordingEventLog events = new RecordingEventLog(new MutableClock());
    private final CheckSuppression mailet =
            new CheckSuppression(new Suppressions(Set.of("gone@example.net", "left@example.org")), events);

    @Test
    void dropsSuppressedRecipientsWithAnEventEach() throws Exception {
        Mail mail = mail("b@example.net", "gone@example.net", "left@example.org");

        mailet.service(mail);

        assertThat(mail.getRecipients()).extracting(Object::toString).containsExactly("b@example.net");
        assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
        assertThat(events.events())
                .extracting(Event::type)
                .containsOnly(EventType.SUPPRESSED)
                .hasSize(2);
        assertThat(events.events().get(0).mail().recipient()).isEqualTo(EmailAddress.parse("gone@example.net"));
        assertThat(events.events().get(0).mail().messageId()).isEqualTo(TestMail.ID);
        assertThat(events.events().get(0).report())
                .isEqualTo(ReportFacts.suppressing("hard-bounce").saying("event 9"));
    }

    @Test
    void endsAMailWithoutRecipients() throws Exception {
        Mail mail = mail("gone@example.net");

        mailet.service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(events.events()).hasSize(1);
    }

    @Test
    void touchesNothingWhenNobodyIsSuppressed() throws Exception {
        Mail mail = mail("b@example.net");

        mailet.service(mail);

        assertThat(mail.getRecipients()).hasSize(1);
        assertThat(events.events()).isEmpty();
    }

    private static Mail mail(String... recipients) throws Exception {
        Mail mail = TestMail.of("From: a@acme.example\r\n\r\nx\r\n", "a@acme.example", recipients);
        TestMail.set(mail, MailAttributeNames.TENANT, "acme");
        return TestMail.set(mail, MailAttributeNames.STREAM, "transactional");
    }
}
