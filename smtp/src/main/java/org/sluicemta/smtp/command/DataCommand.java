package org.sluicemta.smtp.command;

import javax.inject.Inject;
import org.sluicemta.smtp.conduct.Strikes;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/** DATA, RFC 5321 section 4.1.1.4. */
final class DataCommand implements Command {
    private static final Reply GO_AHEAD = Reply.plain(354, "End data with <CR><LF>.<CR><LF>");

    private final ContentStart start;
    private final Strikes strikes;

    @Inject
    DataCommand(ContentStart start, Strikes strikes) {
        this.start = start;
        this.strikes = strikes;
    }

    @Override
    public Action run(SmtpSession session, String argument) {
        if (!argument.isEmpty()) {
            return Action.say(strikes.bad(session, Replies.NO_ARGUMENT));
        }
        Transaction transaction = session.transaction();
        if (transaction == null) {
            return Action.say(strikes.bad(session, Replies.NEED_MAIL));
        }
        if (transaction.recipients().isEmpty()) {
            return Action.say(strikes.bad(session, Replies.NEED_RCPT));
        }
        if (transaction.begun()) {
            // RFC 3030 section 2: DATA and BDAT are not mixed
            session.reset();
            return Action.say(strikes.bad(session, Reply.of(503, "5.5.1", "The content was begun with BDAT")));
        }
        start.begin(session, transaction);
        return new Action.CollectData(GO_AHEAD);
    }
}
