package org.sluicemta.smtp.command;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.Mechanism;
import org.sluicemta.smtp.auth.Authenticator;
import org.sluicemta.smtp.auth.Mechanisms;
import org.sluicemta.smtp.conduct.Strikes;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;

/** AUTH, RFC 4954. */
final class AuthCommand implements Command {
    private final Authenticator authenticator;
    private final Strikes strikes;

    @Inject
    AuthCommand(Authenticator authenticator, Strikes strikes) {
        this.authenticator = authenticator;
        this.strikes = strikes;
    }

    @Override
    public Action run(SmtpSession session, String argument) {
        Reply early = outOfOrder(session);
        if (early != null) {
            return Action.say(early);
        }
        String[] words = argument.strip().split(" +");
        if (words[0].isEmpty() || words.length > 2) {
            return Action.say(
                    strikes.bad(session, Reply.of(501, "5.5.4", "Syntax: AUTH mechanism [initial-response]")));
        }
        Optional<Mechanism> mechanism =
                Mechanism.find(words[0]).filter(session.listener().auth().mechanisms()::contains);
        if (mechanism.isEmpty()) {
            return Action.say(strikes.bad(session, Reply.of(504, "5.5.4", "This mechanism is not offered")));
        }
        List<Mechanism> offered = Mechanisms.offered(session);
        if (!offered.contains(mechanism.get())) {
            return Action.say(strikes.bad(session, notNow(session)));
        }
        return authenticator.begin(mechanism.get(), session, words.length == 2 ? words[1] : null);
    }

    private @Nullable Reply outOfOrder(SmtpSession session) {
        if (session.listener().auth().mechanisms().isEmpty()) {
            return strikes.bad(session, Reply.of(502, "5.5.1", "AUTH is not offered here"));
        }
        if (session.helo() == null) {
            return strikes.bad(session, Replies.NEED_HELO);
        }
        if (session.credential() != null || session.transaction() != null) {
            // RFC 4954 section 4
            return strikes.bad(session, Reply.of(503, "5.5.1", "AUTH is not possible now"));
        }
        return null;
    }

    private static Reply notNow(SmtpSession session) {
        return session.secured() == null
                ? Reply.of(538, "5.7.11", "Encryption required for authentication")
                : Reply.of(504, "5.5.4", "This mechanism is not possible on this connection");
    }
}
