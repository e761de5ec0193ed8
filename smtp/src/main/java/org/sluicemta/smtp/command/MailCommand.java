package org.sluicemta.smtp.command;

import java.time.InstantSource;
import java.util.Optional;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.admission.DiskRoom;
import org.sluicemta.listener.AuthSettings.OverTls;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.smtp.conduct.Admission;
import org.sluicemta.smtp.conduct.Rejections;
import org.sluicemta.smtp.conduct.Strikes;
import org.sluicemta.smtp.policy.MailPolicy;
import org.sluicemta.smtp.policy.Refusal;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.MailParameters;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.smtp.session.Transaction;

/** MAIL, RFC 5321 section 4.1.1.2. */
final class MailCommand implements Command {
    private final MailPolicy policy;
    private final DiskRoom room;
    private final Admission admission;
    private final Strikes strikes;
    private final Rejections rejections;
    private final InstantSource clock;

    @Inject
    MailCommand(
            MailPolicy policy,
            DiskRoom room,
            Admission admission,
            Strikes strikes,
            Rejections rejections,
            InstantSource clock) {
        this.policy = policy;
        this.room = room;
        this.admission = admission;
        this.strikes = strikes;
        this.rejections = rejections;
        this.clock = clock;
    }

    @Override
    public Action run(SmtpSession session, String argument) {
        Reply early = outOfOrder(session);
        if (early != null) {
            return Action.say(early);
        }
        boolean strict = session.listener().strict();
        try {
            PathArgument parsed = PathArgument.parse(argument, "FROM:", "MAIL FROM:<address>", strict);
            MailParameters parameters = new MailParameterReader(session, clock).read(parsed.parameters());
            EmailAddress sender = parsed.path().isEmpty()
                    ? null
                    : MailboxSyntax.parse(parsed.path(), "5.1.7", parameters.smtpUtf8(), strict);
            return Action.say(begin(session, sender, parameters));
        } catch (PathArgument.Refusal refusal) {
            return Action.say(strikes.bad(session, refusal.reply()));
        }
    }

    private @Nullable Reply outOfOrder(SmtpSession session) {
        if (session.helo() == null) {
            return strikes.bad(session, Replies.NEED_HELO);
        }
        if (session.transaction() != null) {
            return strikes.bad(session, Reply.of(503, "5.5.1", "A sender was given already"));
        }
        ListenerSettings listener = session.listener();
        if (listener.auth().required() && session.credential() == null) {
            boolean tlsFirst = listener.auth().overTls() == OverTls.ALL && session.tls() == null;
            return strikes.bad(session, tlsFirst ? Replies.NEED_TLS : Replies.NEED_AUTH);
        }
        return null;
    }

    private Reply begin(SmtpSession session, @Nullable EmailAddress sender, MailParameters parameters) {
        long most = session.listener().maxMessageSize();
        if (most > 0 && parameters.size() > most) {
            // RFC 1870 section 6.1
            Reply tooLarge = Reply.of(552, "5.3.4", "Message size exceeds the limit of " + most + " octets");
            return strikes.refused(session, rejections.record(session, sender, null, tooLarge));
        }
        if (!room.has(parameters.size())) {
            // RFC 1870 section 6.1: there may be space for it later
            return rejections.record(session, sender, null, Replies.NO_STORAGE);
        }
        Optional<Reply> tooMany = admission.loginRefusal(session);
        if (tooMany.isPresent()) {
            return tooMany.get();
        }
        Optional<Refusal> refused = policy.check(session.asClient(), sender, parameters.size());
        if (refused.isPresent()) {
            Reply reply = rejections.record(session, sender, null, refused.get());
            // A lack of space that the client can do nothing about.
            return reply.equals(MailPolicy.NO_ROOM) ? reply : strikes.refused(session, reply);
        }
        session.begin(new Transaction(sender, parameters, session.listener()));
        return Reply.of(250, "2.1.0", "Ok");
    }
}
