package org.sluicemta.smtp.policy;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Subject;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.returnpath.TokenCheck;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.Door;
import org.sluicemta.smtp.session.SmtpSession;

/**
 * Which recipients a client may send to. Trusted networks and authenticated clients may send anywhere; everyone may send
 * to relay domains, and at the bounce domain to signed tokens, postmaster, abuse and the feedback addresses. Nothing that
 * asks for forwarding in its local part gets through on that way.
 */
public final class RecipientPolicy {
    private static final Reply NO_RELAY = Reply.of(550, "5.7.1", "Relaying denied");
    private static final Reply NO_USER = Reply.of(550, "5.1.1", "No such mailbox here");
    private static final Reply EXPIRED = Reply.of(550, "5.1.1", "This return path has expired");

    private RecipientPolicy() {}

    /**
     * The refusal, or null.
     *
     * @param recipient with its domain in A-labels
     * @param path as the client gave it, with a source route if there was one
     */
    public static @Nullable Reply check(SmtpSession session, String path, EmailAddress recipient) {
        Door door = session.door();
        String domain = recipient.domain();
        if (door.tokens().isBounceDomain(domain)) {
            return atBounceDomain(door, recipient.localPart());
        }
        if (session.mayRelay()) {
            return null;
        }
        if (!door.relayPolicy().relayDomains().contains(domain) || path.startsWith("@")) {
            return noRelay(session);
        }
        return asksForForwarding(recipient.localPart()) ? noRelay(session) : null;
    }

    /**
     * The refusal of one more recipient than is allowed, or null. It is recorded.
     *
     * @param before recipients that the message has already
     */
    public static @Nullable Reply limit(SmtpSession session, int before) {
        List<Subject> subjects = Subjects.ofMail(session);
        LimitGate gate = session.door().rules().gate();
        ExceededLimit most = gate.least(subjects, LimitKind.RECIPIENTS_PER_MESSAGE);
        if (most != null && before >= most.most()) {
            // RFC 5321 section 4.5.3.1.10
            return session.limited(most, Reply.of(452, "4.5.3", most.words()));
        }
        ExceededLimit excess = gate.recipient(subjects);
        return excess == null ? null : session.limited(excess, Reply.of(450, "4.7.1", excess.words()));
    }

    private static Reply noRelay(SmtpSession session) {
        AbuseLog.relayingDenied(session);
        return NO_RELAY;
    }

    private static @Nullable Reply atBounceDomain(Door door, String localPart) {
        String name = localPart.toLowerCase(Locale.ROOT);
        BounceDomain bounces = door.bounceDomain();
        if (name.equals("postmaster")
                || name.equals("abuse")
                || bounces.feedbackAddresses().contains(name)) {
            return null;
        }
        return switch (door.tokens().verify(localPart)) {
            case TokenCheck.Valid valid -> null;
            case TokenCheck.ExpiredToken expired -> EXPIRED;
            case TokenCheck.Forged forged -> NO_USER;
            case TokenCheck.NoToken none -> NO_USER;
        };
    }

    /**
     * Percent hack, bang path, a second at-sign or a route inside quotes: a server behind us might follow them, even in
     * letters of another width.
     */
    private static boolean asksForForwarding(String localPart) {
        return Normalizer.normalize(localPart, Normalizer.Form.NFKC)
                .chars()
                .anyMatch(c -> c == '%' || c == '!' || c == '@' || c == ':' || c == '"' || c == '/');
    }
}
