package org.sluicemta.smtp.command;

import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/** DATA, RFC 5321 section 4.1.1.4. */
final class DataCommand implements Command {
    private static final Reply GO_AHEAD = Reply.plain(354, "End data with <CR><LF>.<CR><LF>");

    @Override
    public Action run(SmtpSession session, String argument) {
        if (!argument.isEmpty()) {
            return Action.say(session.bad(Replies.NO_ARGUMENT));
        }
        Transaction transaction = session.transaction();
        if (transaction == null) {
            return Action.say(session.bad(Replies.NEED_MAIL));
        }
        if (transaction.recipients().isEmpty()) {
            return Action.say(session.bad(Replies.NEED_RCPT));
        }
        if (transaction.begun()) {
            // RFC 3030 section 2: DATA and BDAT are not mixed
            session.reset();
            return Action.say(session.bad(Reply.of(503, "5.5.1", "The content was begun with BDAT")));
        }
        ContentStart.begin(session, transaction);
        return new Action.CollectData(GO_AHEAD);
    }
}
