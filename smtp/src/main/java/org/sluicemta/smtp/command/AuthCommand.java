package org.sluicemta.smtp.command;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.smtp.listener.ListenerSettings;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.Reply;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.tenant.Credential;

/** AUTH, RFC 4954, with SCRAM-SHA-256 (RFC 7677), PLAIN (RFC 4616) and LOGIN. Passwords are checked on a thread of their own: it takes long. */
final class AuthCommand implements Command {
    static final List<String> MECHANISMS = List.of("SCRAM-SHA-256", "PLAIN", "LOGIN");

    private static final Logger LOG = LoggerFactory.getLogger(AuthCommand.class);
    private static final Reply SUCCESS = Reply.of(235, "2.7.0", "Authentication successful");
    private static final Reply FAILED = Reply.of(535, "5.7.8", "Authentication credentials invalid");
    private static final Reply UNDECODABLE = Reply.of(501, "5.5.2", "Cannot decode the response");
    private static final Reply CANCELLED = Reply.of(501, "5.7.0", "Authentication cancelled");

    /** Whether AUTH may be used right now. */
    static boolean offered(SmtpSession session) {
        ListenerSettings listener = session.listener();
        return listener.auth()
                && session.credential() == null
                && (session.tls() != null || !listener.authOnlyOverTls());
    }

    @Override
    public Action run(SmtpSession session, String argument) {
        Reply early = outOfOrder(session);
        if (early != null) {
            return Action.say(early);
        }
        String[] words = argument.strip().split(" +");
        if (words[0].isEmpty() || words.length > 2) {
            return Action.say(session.bad(Reply.of(501, "5.5.4", "Syntax: AUTH mechanism [initial-response]")));
        }
        String initial = words.length == 2 ? words[1] : null;
        return switch (words[0].toUpperCase(Locale.ROOT)) {
            case "SCRAM-SHA-256" -> scram(session, initial);
            case "PLAIN" -> plain(session, initial);
            case "LOGIN" -> login(session, initial);
            default -> Action.say(session.bad(Reply.of(504, "5.5.4", "This mechanism is not offered")));
        };
    }

    private static @Nullable Reply outOfOrder(SmtpSession session) {
        if (!session.listener().auth()) {
            return session.bad(Reply.of(502, "5.5.1", "AUTH is not offered here"));
        }
        if (session.helo() == null) {
            return session.bad(Replies.NEED_HELO);
        }
        if (session.credential() != null || session.transaction() != null) {
            // RFC 4954 section 4
            return session.bad(Reply.of(503, "5.5.1", "AUTH is not possible now"));
        }
        if (!offered(session)) {
            return session.bad(Reply.of(538, "5.7.11", "Encryption required for authentication"));
        }
        return null;
    }

    private static Action plain(SmtpSession session, @Nullable String initial) {
        return initial == null
                ? ask("", response -> plainResponse(session, response))
                : plainResponse(session, initial);
    }

    private static Action plainResponse(SmtpSession session, String response) {
        return withDecoded(session, response, text -> {
            // RFC 4616 section 2: [authzid] NUL authcid NUL passwd
            String[] parts = text.split("\0", -1);
            if (parts.length != 3 || parts[1].isEmpty()) {
                return Action.say(session.bad(UNDECODABLE));
            }
            boolean asAnother = !parts[0].isEmpty() && !parts[0].equals(parts[1]);
            return asAnother ? failed(session, parts[1]) : verify(session, parts[1], parts[2]);
        });
    }

    private static Action scram(SmtpSession session, @Nullable String initial) {
        ScramExchange exchange = new ScramExchange(session.door().tenants());
        Function<String, Action> first = text -> {
            String challenge = exchange.first(text);
            return challenge == null
                    ? Action.say(session.bad(UNDECODABLE))
                    : ask(
                            encode(challenge),
                            response -> withDecoded(session, response, proof -> {
                                String signature = exchange.last(proof);
                                return signature == null
                                        ? failed(session, exchange.userName())
                                        : ask(encode(signature), empty -> scramDone(session, exchange));
                            }));
        };
        return initial == null
                ? ask("", response -> withDecoded(session, response, first))
                : withDecoded(session, initial, first);
    }

    private static Action scramDone(SmtpSession session, ScramExchange exchange) {
        succeeded(session, exchange.credential());
        return Action.say(SUCCESS);
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Action login(SmtpSession session, @Nullable String initial) {
        Function<String, Action> user = name ->
                ask("UGFzc3dvcmQ6", response -> withDecoded(session, response, pass -> verify(session, name, pass)));
        return initial == null
                ? ask("VXNlcm5hbWU6", response -> withDecoded(session, response, user))
                : withDecoded(session, initial, user);
    }

    private static Action ask(String challenge, Function<String, Action> answer) {
        return new Action.Ask(Reply.plain(334, challenge), answer);
    }

    private static Action withDecoded(SmtpSession session, String response, Function<String, Action> then) {
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
            return Action.say(session.bad(UNDECODABLE));
        }
    }

    private static Action verify(SmtpSession session, String user, String password) {
        return new Action.Work(() -> {
            Optional<Credential> credential = session.door().passwords().verify(user, password);
            if (credential.isEmpty()) {
                return failed(session, user);
            }
            succeeded(session, credential.get());
            return Action.say(SUCCESS);
        });
    }

    private static void succeeded(SmtpSession session, Credential credential) {
        session.authenticated(credential);
        session.door().metrics().login(session.listener().name(), true);
    }

    private static Action failed(SmtpSession session, String user) {
        // What fail2ban looks for: one line, the address last.
        LOG.warn(
                "authentication failed for user {} on listener {} from {}",
                user.replaceAll("[^\\p{Graph}]", "?"),
                session.listener().name(),
                session.client().getHostAddress());
        session.door().metrics().login(session.listener().name(), false);
        return Action.say(session.loginFailed(FAILED));
    }
}
