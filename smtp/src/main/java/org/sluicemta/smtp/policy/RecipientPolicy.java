package org.sluicemta.smtp.policy;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Subject;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.relay.RelayPolicy;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.returnpath.TokenCheck;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.reply.Reply;

/**
 * Which recipients a client may send to. Trusted networks and authenticated clients may send anywhere. Everyone may
 * send to relay domains and, at the bounce domain, to signed tokens, postmaster, abuse and the feedback addresses.
 * Local parts that ask for forwarding are refused to everyone else.
 */
@Singleton
public final class RecipientPolicy {
    private static final Reply NO_RELAY = Reply.of(550, "5.7.1", "Relaying denied");
    private static final Reply NO_USER = Reply.of(550, "5.1.1", "No such mailbox here");
    private static final Reply EXPIRED = Reply.of(550, "5.1.1", "This return path has expired");

    private final BounceDomain bounces;
    private final RelayPolicy relaying;
    private final ReturnPathTokens tokens;
    private final LimitGate gate;
    private final Subjects subjects;
    private final AbuseLog abuse;

    @Inject
    RecipientPolicy(
            ServerSettings settings, ReturnPathTokens tokens, LimitGate gate, Subjects subjects, AbuseLog abuse) {
        this.bounces = settings.bounceDomain();
        this.relaying = settings.relayPolicy();
        this.tokens = tokens;
        this.gate = gate;
        this.subjects = subjects;
        this.abuse = abuse;
    }

    /**
     * @param recipient with its domain in A-labels
     * @param path as given by the client, including any source route
     */
    public Optional<Refusal> check(Client client, String path, EmailAddress recipient) {
        String domain = recipient.domain();
        if (tokens.isBounceDomain(domain)) {
            return atBounceDomain(recipient.localPart()).map(Refusal::of);
        }
        if (client.mayRelay()) {
            return Optional.empty();
        }
        if (!relaying.relayDomains().contains(domain)
                || path.startsWith("@")
                || asksForForwarding(recipient.localPart())) {
            abuse.relayingDenied(client);
            return Optional.of(Refusal.of(NO_RELAY));
        }
        return Optional.empty();
    }

    /**
     * Whether another recipient is too many.
     *
     * @param before recipients the message already has
     */
    public Optional<Refusal> limit(Client client, int before) {
        List<Subject> whose = subjects.ofMail(client);
        ExceededLimit most = gate.least(whose, LimitKind.RECIPIENTS_PER_MESSAGE);
        if (most != null && before >= most.most()) {
            // RFC 5321 section 4.5.3.1.10
            return Optional.of(Refusal.of(most, 452, "4.5.3"));
        }
        return Optional.ofNullable(gate.recipient(whose)).map(excess -> Refusal.of(excess, 450, "4.7.1"));
    }

    private Optional<Reply> atBounceDomain(String localPart) {
        String name = localPart.toLowerCase(Locale.ROOT);
        if (name.equals("postmaster") || name.equals("abuse") || bounces.isForPrograms(name)) {
            return Optional.empty();
        }
        return switch (tokens.verify(localPart)) {
            case TokenCheck.Valid valid -> Optional.empty();
            case TokenCheck.ExpiredToken expired -> Optional.of(EXPIRED);
            case TokenCheck.Forged forged -> Optional.of(NO_USER);
            case TokenCheck.NoToken none -> Optional.of(NO_USER);
        };
    }

    /**
     * Percent hack, bang path, a second at-sign or a route inside quotes. A server behind us might act on them, even in
     * letters of another width.
     */
    private static boolean asksForForwarding(String localPart) {
        return Normalizer.normalize(localPart, Normalizer.Form.NFKC)
                .chars()
                .anyMatch(c -> c == '%' || c == '!' || c == '@' || c == ':' || c == '"' || c == '/');
    }
}
