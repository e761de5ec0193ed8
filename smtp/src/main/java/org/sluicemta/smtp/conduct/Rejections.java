package org.sluicemta.smtp.conduct;

import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.policy.ExceededLimit;
import org.sluicemta.smtp.policy.Refusal;
import org.sluicemta.smtp.policy.RefusalLog;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/**
 * Records policy refusals in the event log and counts them. Syntax errors are not events: they say nothing about mail.
 */
@Singleton
public final class Rejections {
    private final EventLog events;
    private final RefusalLog ofStrangers;
    private final FrontDoorMetrics metrics;

    @Inject
    Rejections(EventLog events, RefusalLog ofStrangers, FrontDoorMetrics metrics) {
        this.events = events;
        this.ofStrangers = ofStrangers;
        this.metrics = metrics;
    }

    /** Records the refusal and returns the client's reply. */
    public Reply record(
            SmtpSession session, @Nullable EmailAddress sender, @Nullable EmailAddress recipient, Refusal refusal) {
        ExceededLimit limit = refusal.limit();
        return limit == null
                ? record(session, sender, recipient, refusal.reply())
                : record(session, limit, refusal.reply());
    }

    public Reply record(SmtpSession session, Reply reply) {
        return record(session, null, null, reply);
    }

    public Reply record(
            SmtpSession session, @Nullable EmailAddress sender, @Nullable EmailAddress recipient, Reply reply) {
        MailFacts mail = MailFacts.NONE
                .of(session.asClient().tenant(), null)
                .from(sender)
                .to(recipient);
        ClientFacts facts = session.facts(0, reply);
        if (session.mayRelay()) {
            events.append(new Occurrence.Rejected(mail, facts));
        } else {
            ofStrangers.rejected(session.client(), mail, facts);
        }
        metrics.rejected(session.listener().name(), String.valueOf(reply.enhanced()));
        return reply;
    }

    /** The refusal for an exceeded limit. */
    Reply record(SmtpSession session, ExceededLimit limit, Reply reply) {
        Transaction open = session.transaction();
        metrics.limited(session.listener().name(), limit.subject().kind(), limit.kind());
        return record(session, open == null ? null : open.sender(), null, reply);
    }
}
