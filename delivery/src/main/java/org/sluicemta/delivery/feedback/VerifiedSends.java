package org.sluicemta.delivery.feedback;

import java.util.Optional;
import javax.inject.Inject;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.returnpath.ReturnPathToken;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.returnpath.SentMail;
import org.sluicemta.returnpath.SentMailStore;
import org.sluicemta.returnpath.TokenCheck;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;

/** Finds the send that a token identifies. Thread-safe. */
public final class VerifiedSends {
    private final ReturnPathTokens tokens;
    private final SentMailStore sentMail;
    private final TenantDirectory tenants;
    private final EgressPlans plans;

    @Inject
    public VerifiedSends(ReturnPathTokens tokens, SentMailStore sentMail, TenantDirectory tenants, EgressPlans plans) {
        this.tokens = tokens;
        this.sentMail = sentMail;
        this.tenants = tenants;
        this.plans = plans;
    }

    /**
     * Empty without a valid token; then the report must have no effect.
     *
     * @param candidate a possible address at the bounce domain, or just its local part
     */
    public Optional<VerifiedSend> find(String candidate) {
        int at = candidate.lastIndexOf('@');
        if (at >= 0 && !tokens.isBounceDomain(candidate.substring(at + 1))) {
            return Optional.empty();
        }
        return switch (tokens.verify(at < 0 ? candidate : candidate.substring(0, at))) {
            case TokenCheck.Valid valid -> vouched(valid.token());
            case TokenCheck.Forged forged -> Optional.empty();
            case TokenCheck.ExpiredToken expired -> Optional.empty();
            case TokenCheck.NoToken none -> Optional.empty();
        };
    }

    private Optional<VerifiedSend> vouched(ReturnPathToken token) {
        Optional<SentMail> sent = sentMail.find(token);
        return sent.isPresent()
                ? sent.map(mail -> new VerifiedSend(
                        mail.id(),
                        mail.recipientIndex(),
                        mail.tenant(),
                        mail.stream(),
                        mail.recipient(),
                        mail.source(),
                        mail.campaign()))
                : fromTokenAlone(token);
    }

    /** The token itself names recipient and tenant, unless the recipient didn't fit. */
    private Optional<VerifiedSend> fromTokenAlone(ReturnPathToken token) {
        EmailAddress recipient = token.recipient();
        Optional<Tenant> tenant = tenants.findByHash(token.tenantHash());
        if (recipient == null || tenant.isEmpty()) {
            return Optional.empty();
        }
        StreamId stream = plans.current().streams().keySet().stream()
                .filter(candidate -> candidate.hash() == token.streamHash())
                .findFirst()
                .orElse(tenant.get().defaultStream());
        return Optional.of(new VerifiedSend(
                token.id(), token.recipientIndex(), tenant.get().id(), stream, recipient, null, null));
    }
}
