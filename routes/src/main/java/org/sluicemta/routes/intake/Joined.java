package org.sluicemta.routes.intake;

import java.util.Optional;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.ParsedReport;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.SourceId;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.returnpath.ReturnPathToken;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.returnpath.SentMail;
import org.sluicemta.returnpath.SentMailStore;
import org.sluicemta.returnpath.TokenCheck;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/**
 * The send that a returned message is about, as a token of ours vouches for it.
 *
 * @param recipient whom it went to
 * @param source source that delivered it, or null when not known
 */
record Joined(
        MessageId id,
        int recipientIndex,
        TenantId tenant,
        StreamId stream,
        EmailAddress recipient,
        @Nullable SourceId source) {

    /** Finds it: by the address the message came to, else by what the report carries. */
    static final class Finder {
        private final ReturnPathTokens tokens;
        private final SentMailStore sentMail;
        private final TenantDirectory tenants;
        private final EgressPlans plans;

        @Inject
        Finder(ReturnPathTokens tokens, SentMailStore sentMail, TenantDirectory tenants, EgressPlans plans) {
            this.tokens = tokens;
            this.sentMail = sentMail;
            this.tenants = tenants;
            this.plans = plans;
        }

        /** Empty without a valid token: then the report must have no consequence. */
        Optional<Joined> find(ReturnedMail mail, ParsedReport report) {
            Optional<Joined> byAddress = verified(mail.recipient().toString());
            if (byAddress.isPresent()) {
                return byAddress;
            }
            return report.tokenCandidates().stream()
                    .map(this::verified)
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        private Optional<Joined> verified(String candidate) {
            int at = candidate.lastIndexOf('@');
            if (at >= 0 && !tokens.isBounceDomain(candidate.substring(at + 1))) {
                return Optional.empty();
            }
            return switch (tokens.verify(at < 0 ? candidate : candidate.substring(0, at))) {
                case TokenCheck.Valid valid -> joined(valid.token());
                case TokenCheck.Forged forged -> Optional.empty();
                case TokenCheck.ExpiredToken expired -> Optional.empty();
                case TokenCheck.NoToken none -> Optional.empty();
            };
        }

        private Optional<Joined> joined(ReturnPathToken token) {
            Optional<SentMail> sent = sentMail.find(token);
            return sent.isPresent()
                    ? sent.map(mail -> new Joined(
                            mail.id(),
                            mail.recipientIndex(),
                            mail.tenant(),
                            mail.stream(),
                            mail.recipient(),
                            mail.source()))
                    : fromTokenAlone(token);
        }

        /** The token itself says whom and for whom, unless its recipient did not fit into it. */
        private Optional<Joined> fromTokenAlone(ReturnPathToken token) {
            EmailAddress recipient = token.recipient();
            Optional<Tenant> tenant = tenants.findByHash(token.tenantHash());
            if (recipient == null || tenant.isEmpty()) {
                return Optional.empty();
            }
            StreamId stream = plans.current().streams().keySet().stream()
                    .filter(candidate -> candidate.hash() == token.streamHash())
                    .findFirst()
                    .orElse(tenant.get().defaultStream());
            return Optional.of(
                    new Joined(token.id(), token.recipientIndex(), tenant.get().id(), stream, recipient, null));
        }
    }
}
