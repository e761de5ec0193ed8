package org.sluicemta.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.EventType;
import org.sluicemta.event.Occurrence;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MailAttributeNames;

class CheckSuppressionTest {
    private final Recorded events = new Recorded(new ArrayList<>());
    private final CheckSuppression mailet =
            new CheckSuppression(new Suppressions(Set.of("gone@example.net", "left@example.org")), events);

    @Test
    void dropsSuppressedRecipientsWithAnEventEach() throws Exception {
        Mail mail = mail("b@example.net", "gone@example.net", "left@example.org");

        mailet.service(mail);

        assertThat(mail.getRecipients()).extracting(Object::toString).containsExactly("b@example.net");
        assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
        assertThat(events.all)
                .extracting(Event::type)
                .containsOnly(EventType.SUPPRESSED)
                .hasSize(2);
        assertThat(events.all.get(0).mail().recipient()).isEqualTo(EmailAddress.parse("gone@example.net"));
        assertThat(events.all.get(0).mail().messageId()).isEqualTo(TestMail.ID);
        assertThat(events.all.get(0).report())
                .isEqualTo(ReportFacts.suppressing("hard-bounce").saying("event 9"));
    }

    @Test
    void endsAMailWithoutRecipients() throws Exception {
        Mail mail = mail("gone@example.net");

        mailet.service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(events.all).hasSize(1);
    }

    @Test
    void touchesNothingWhenNobodyIsSuppressed() throws Exception {
        Mail mail = mail("b@example.net");

        mailet.service(mail);

        assertThat(mail.getRecipients()).hasSize(1);
        assertThat(events.all).isEmpty();
    }

    private static Mail mail(String... recipients) throws Exception {
        Mail mail = TestMail.of("From: a@acme.example\r\n\r\nx\r\n", "a@acme.example", recipients);
        TestMail.set(mail, MailAttributeNames.TENANT, "acme");
        return TestMail.set(mail, MailAttributeNames.STREAM, "transactional");
    }

    private record Recorded(List<Event> all) implements EventLog {
        @Override
        public Event append(Occurrence what) {
            Event event = new Event("e" + all.size(), Instant.EPOCH, what);
            all.add(event);
            return event;
        }

        @Override
        public CompletionStage<Void> flushed() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
