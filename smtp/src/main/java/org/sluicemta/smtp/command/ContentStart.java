package org.sluicemta.smtp.command;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.inject.Inject;
import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.data.MessageCollector;
import org.sluicemta.smtp.data.Spool;
import org.sluicemta.smtp.frame.HeaderWatch;
import org.sluicemta.smtp.policy.MailPolicy;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/** Starts the content of a message: assigns its id and writes its Received field. */
final class ContentStart {
    private final MessageIdSource ids;
    private final TraceField trace;
    private final MailPolicy policy;
    private final Spool spool;
    private final String repeatField;

    @Inject
    ContentStart(MessageIdSource ids, TraceField trace, MailPolicy policy, Spool spool, ServerSettings settings) {
        this.repeatField = settings.smtp().repeatHeader().toLowerCase(Locale.ROOT);
        this.ids = ids;
        this.trace = trace;
        this.policy = policy;
        this.spool = spool;
    }

    void begin(SmtpSession session, Transaction transaction) {
        MessageId id = ids.next();
        byte[] field = trace.of(session, transaction, id).getBytes(StandardCharsets.UTF_8);
        long limit = policy.mostBytes(session.asClient(), transaction.recipients());
        MessageCollector collector =
                new MessageCollector(spool, limit == 0 ? 0 : limit + field.length, !session.mayRelay());
        collector.write(field, 0, field.length);
        transaction.begin(id, collector, new HeaderWatch(collector, repeatField, trace.ownMark()));
    }
}
