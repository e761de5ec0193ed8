package org.sluicemta.smtp.command;

import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.Reply;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/** BDAT, RFC 3030 section 2. The octets of a chunk are read even when it is refused: they follow the command at once. */
final class BdatCommand implements Command {
    @Override
    public Action run(SmtpSession session, String argument) {
        String[] words = argument.strip().split(" +");
        boolean last = words.length == 2 && words[1].equalsIgnoreCase("LAST");
        if (!words[0].matches("\\d{1,18}") || words.length > 1 && !last) {
            // Without a size nobody knows where the next command starts.
            return Action.say(Reply.of(501, "5.5.4", "Syntax: BDAT size [LAST]").andClose());
        }
        long size = Long.parseLong(words[0]);
        Transaction transaction = session.transaction();
        if (transaction == null) {
            return new Action.Discard(size, session.bad(Replies.NEED_MAIL));
        }
        if (transaction.recipients().isEmpty()) {
            return new Action.Discard(size, session.bad(Replies.NEED_RCPT));
        }
        if (!transaction.begun()) {
            ContentStart.begin(session, transaction);
        }
        transaction.chunks().expect(size);
        return new Action.CollectChunk(size, open -> last ? ContentEnd.of(session, open) : received(size));
    }

    private static Action received(long size) {
        return Action.say(Reply.of(250, "2.0.0", size + " octets received"));
    }
}
