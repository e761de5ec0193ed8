package org.sluicemta.smtp.command;

import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.AuthSettings.OverTls;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.smtp.policy.MailPolicy;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.MailParameters;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/** MAIL, RFC 5321 section 4.1.1.2. */
final class MailCommand implements Command {
    @Override
    public Action run(SmtpSession session, String argument) {
        Reply early = outOfOrder(session);
        if (early != null) {
            return Action.say(early);
        }
        boolean strict = session.listener().strict();
        try {
            PathArgument parsed = PathArgument.parse(argument, "FROM:", "MAIL FROM:<address>", strict);
            MailParameters parameters = new MailParameterReader(session).read(parsed.parameters());
            EmailAddress sender = parsed.path().isEmpty()
                    ? null
                    : Mailbox.parse(parsed.path(), "5.1.7", parameters.smtpUtf8(), strict);
            return Action.say(begin(session, sender, parameters));
        } catch (PathArgument.Refusal refusal) {
            return Action.say(session.bad(refusal.reply()));
        }
    }

    private static @Nullable Reply outOfOrder(SmtpSession session) {
        if (session.helo() == null) {
            return session.bad(Replies.NEED_HELO);
        }
        if (session.transaction() != null) {
            return session.bad(Reply.of(503, "5.5.1", "A sender was given already"));
        }
        ListenerSettings listener = session.listener();
        if (listener.auth().required() && session.credential() == null) {
            boolean tlsFirst = listener.auth().overTls() == OverTls.ALL && session.tls() == null;
            return session.bad(tlsFirst ? Replies.NEED_TLS : Replies.NEED_AUTH);
        }
        return null;
    }

    private static Reply begin(SmtpSession session, @Nullable EmailAddress sender, MailParameters parameters) {
        long most = session.listener().maxMessageSize();
        if (most > 0 && parameters.size() > most) {
            // RFC 1870 section 6.1
            Reply tooLarge = Reply.of(552, "5.3.4", "Message size exceeds the limit of " + most + " octets");
            session.rejected(sender, null, tooLarge);
            return session.refused(tooLarge);
        }
        if (!session.door().rules().room().has(parameters.size())) {
            // RFC 1870 section 6.1: there may be room for it later
            session.rejected(sender, null, Replies.NO_STORAGE);
            return Replies.NO_STORAGE;
        }
        Reply refused = MailPolicy.check(session, sender, parameters.size());
        if (refused != null) {
            // For want of room the client can do nothing.
            return refused.equals(MailPolicy.NO_ROOM) || refused.closing() ? refused : session.refused(refused);
        }
        ListenerSettings listener = session.listener();
        session.begin(new Transaction(
                sender, parameters, listener.bareLineEnds(), listener.limits().header()));
        return Reply.of(250, "2.1.0", "Ok");
    }
}
