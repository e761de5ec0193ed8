package org.sluicemta.smtp.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.smtp.conduct.Admission;
import org.sluicemta.smtp.conduct.Strikes;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.tenant.Credential;

/** One login attempt: how challenges, responses and the end of a mechanism look in SMTP, RFC 4954 section 4. */
final class LoginAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(LoginAttempt.class);
    private static final Reply SUCCESS = Reply.of(235, "2.7.0", "Authentication successful");
    private static final Reply FAILED = Reply.of(535, "5.7.8", "Authentication credentials invalid");
    private static final Reply UNDECODABLE = Reply.of(501, "5.5.2", "Cannot decode the response");
    private static final Reply CANCELLED = Reply.of(501, "5.7.0", "Authentication cancelled");

    private final SmtpSession session;
    private final Admission admission;
    private final Strikes strikes;
    private final FrontDoorMetrics metrics;

    LoginAttempt(SmtpSession session, Admission admission, Strikes strikes, FrontDoorMetrics metrics) {
        this.session = session;
        this.admission = admission;
        this.strikes = strikes;
        this.metrics = metrics;
    }

    SmtpSession session() {
        return session;
    }

    /** Uses the initial response, or prompts for it when there is none. */
    Action initial(@Nullable String response, Function<String, Action> then) {
        return response == null ? ask("", then) : decoded(response, then);
    }

    /** Sends a challenge and decodes the client's response. */
    Action ask(String challenge, Function<String, Action> answer) {
        String encoded = Base64.getEncoder().encodeToString(challenge.getBytes(StandardCharsets.UTF_8));
        return new Action.Ask(Reply.plain(334, encoded), response -> decoded(response, answer));
    }

    private Action decoded(String response, Function<String, Action> then) {
        if (response.equals("*")) {
            return Action.say(CANCELLED);
        }
        try {
            // RFC 4954 section 4: "=" stands for an empty initial response
            byte[] octets =
                    response.equals("=") ? new byte[0] : Base64.getDecoder().decode(response);
            return then.apply(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return malformed();
        }
    }

    /** The mechanism can't parse the response. */
    Action malformed() {
        return bad(UNDECODABLE);
    }

    /** Counts as a bad command. */
    Action bad(Reply reply) {
        return Action.say(strikes.bad(session, reply));
    }

    Action succeeded(Credential credential) {
        admission.authenticated(session, credential);
        metrics.login(session.listener().name(), true);
        return Action.say(SUCCESS);
    }

    /** @param user the user name given by the client; empty when there was none */
    Action failed(String user) {
        // The line fail2ban looks for: one line, with the address last.
        LOG.warn(
                "authentication failed for user {} on listener {} from {}",
                printable(user),
                session.listener().name(),
                session.client().getHostAddress());
        metrics.login(session.listener().name(), false);
        return Action.say(strikes.loginFailed(session, FAILED));
    }

    /** Text from a client, made safe for the log. */
    static String printable(String user) {
        return user.isEmpty() ? "-" : user.replaceAll("[^\\p{Graph}]", "?");
    }
}
