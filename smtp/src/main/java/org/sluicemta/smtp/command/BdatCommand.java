package org.sluicemta.smtp.command;

import javax.inject.Inject;
import org.sluicemta.smtp.conduct.Rejections;
import org.sluicemta.smtp.conduct.Strikes;
import org.sluicemta.smtp.policy.MailPolicy;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/**
 * BDAT, RFC 3030 section 2. The octets of a refused chunk are read too, because they follow the command immediately.
 */
final class BdatCommand implements Command {
    private final ContentStart start;
    private final ContentEnd end;
    private final MailPolicy policy;
    private final Strikes strikes;
    private final Rejections rejections;

    @Inject
    BdatCommand(ContentStart start, ContentEnd end, MailPolicy policy, Strikes strikes, Rejections rejections) {
        this.start = start;
        this.end = end;
        this.policy = policy;
        this.strikes = strikes;
        this.rejections = rejections;
    }

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
            return discard(session, size, strikes.bad(session, Replies.NEED_MAIL));
        }
        if (transaction.recipients().isEmpty()) {
            return discard(session, size, strikes.bad(session, Replies.NEED_RCPT));
        }
        if (isTooLarge(session, size)) {
            Reply tooLarge = Reply.of(
                    552,
                    "5.3.4",
                    "Message size exceeds the limit of " + policy.mostBytes(session.asClient()) + " octets");
            rejections.record(session, transaction.sender(), null, tooLarge);
            return Action.say(tooLarge.andClose());
        }
        if (!transaction.begun()) {
            start.begin(session, transaction);
        }
        transaction.chunks().expect(size);
        return new Action.CollectChunk(size, open -> last ? end.of(session, open) : received(size));
    }

    /** A chunk larger than any message is refused without reading it. */
    private Action discard(SmtpSession session, long size, Reply reply) {
        return isTooLarge(session, size) ? Action.say(reply.andClose()) : new Action.Discard(size, reply);
    }

    private boolean isTooLarge(SmtpSession session, long size) {
        long most = policy.mostBytes(session.asClient());
        return most > 0 && size > most;
    }

    private static Action received(long size) {
        return Action.say(Reply.of(250, "2.0.0", size + " octets received"));
    }
}
