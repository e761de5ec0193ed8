package org.sluicemta.smtp.command;

import org.jspecify.annotations.Nullable;
import org.sluicemta.event.EventType;
import org.sluicemta.event.MailFacts;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.smtp.session.Reply;
import org.sluicemta.smtp.session.SmtpSession;

/** Writes a refusal by policy to the event log. Wrong syntax is no event: it says nothing about mail. */
final class Rejections {
    private Rejections() {}

    static void record(
            SmtpSession session, @Nullable EmailAddress sender, @Nullable EmailAddress recipient, Reply reply) {
        MailFacts mail = new MailFacts(null, tenant(session), null, null, null, null, null, sender, recipient);
        session.door().events().append(EventType.REJECTED, mail, session.facts(0, reply), null, null);
    }

    private static org.sluicemta.tenant.@Nullable TenantId tenant(SmtpSession session) {
        return session.credential() == null ? null : session.credential().tenant();
    }
}
