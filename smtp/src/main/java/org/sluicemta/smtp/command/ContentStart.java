package org.sluicemta.smtp.command;

import java.nio.charset.StandardCharsets;
import org.sluicemta.mail.MessageId;
import org.sluicemta.smtp.data.MessageCollector;
import org.sluicemta.smtp.policy.MailPolicy;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/** The moment at which a message gets its id and its Received field, the first thing that is collected. */
final class ContentStart {
    private ContentStart() {}

    static void begin(SmtpSession session, Transaction transaction) {
        MessageId id = session.door().ids().next();
        byte[] field = TraceField.of(session, transaction, id).getBytes(StandardCharsets.UTF_8);
        long limit = MailPolicy.mostBytes(session, transaction);
        MessageCollector collector = new MessageCollector(
                session.door().spool(), limit == 0 ? 0 : limit + field.length, !session.mayRelay());
        collector.write(field, 0, field.length);
        transaction.begin(id, collector);
    }
}
