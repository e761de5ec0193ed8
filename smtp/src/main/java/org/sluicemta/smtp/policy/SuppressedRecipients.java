package org.sluicemta.smtp.policy;

import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionCheck;
import org.sluicemta.suppression.SuppressionDecision;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;

/**
 * Refuses suppressed recipients at RCPT, for tenants that ask for it. For others they are accepted and dropped by
 * CheckSuppression in the chain.
 */
@Singleton
public final class SuppressedRecipients {
    private final SuppressionCheck suppressions;
    private final TenantDirectory tenants;
    private final ReturnPathTokens tokens;

    @Inject
    SuppressedRecipients(SuppressionCheck suppressions, TenantDirectory tenants, ReturnPathTokens tokens) {
        this.suppressions = suppressions;
        this.tenants = tenants;
        this.tokens = tokens;
    }

    /** The tenant, if it is certain and refuses suppressed recipients. Returned mail isn't checked. */
    public Optional<Tenant> refusingTenant(Client client, EmailAddress recipient) {
        if (tokens.isBounceDomain(recipient.domain())) {
            return Optional.empty();
        }
        return client.certainTenant(tenants).filter(Tenant::refusesSuppressed);
    }

    /** May block, because the list may have to be looked up in the database. */
    public Optional<Refusal> check(Client client, Tenant tenant, EmailAddress recipient) {
        Optional<StreamId> certain = certainStream(client, tenant);
        SuppressionDecision decision =
                suppressions.check(recipient, tenant.id(), certain.orElse(tenant.defaultStream()));
        return switch (decision) {
            case SuppressionDecision.Allowed allowed -> Optional.empty();
            case SuppressionDecision.Suppressed suppressed ->
                certain.isEmpty() && suppressed.entry().scope() instanceof SuppressionScope.OfStream
                        // It may still turn out to be mail of another stream.
                        ? Optional.empty()
                        : Optional.of(refusal(suppressed.entry()));
        };
    }

    private static Optional<StreamId> certainStream(Client client, Tenant tenant) {
        return client.listener().stream()
                .or(() -> tenant.streams().size() == 1 ? Optional.of(tenant.defaultStream()) : Optional.empty());
    }

    private static Refusal refusal(Suppression entry) {
        String reason = entry.reason().word();
        return Refusal.of(Reply.of(550, "5.7.1", "Recipient is on your suppression list: " + reason));
    }
}
