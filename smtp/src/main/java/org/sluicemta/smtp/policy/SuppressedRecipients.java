package org.sluicemta.smtp.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionDecision;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.Tenant;

/**
 * Refuses suppressed recipients at RCPT, for tenants that want to be told at once. Others see them accepted and dropped
 * by CheckSuppression in the chain.
 */
public final class SuppressedRecipients {
    private SuppressedRecipients() {}

    /** The tenant, when it is certain and refuses them; mail that comes back to us is not asked about. */
    public static Optional<Tenant> refusingTenant(SmtpSession session, EmailAddress recipient) {
        if (session.door().tokens().isBounceDomain(recipient.domain())) {
            return Optional.empty();
        }
        return session.certainTenant().flatMap(session.door().tenants()::find).filter(Tenant::refusesSuppressed);
    }

    /** The refusal, or null. It is recorded. May block. */
    public static @Nullable Reply check(SmtpSession session, Tenant tenant, EmailAddress recipient) {
        Optional<StreamId> certain = certainStream(session, tenant);
        SuppressionDecision decision = session.door()
                .rules()
                .suppressions()
                .check(recipient, tenant.id(), certain.orElse(tenant.defaultStream()));
        return switch (decision) {
            case SuppressionDecision.Allowed allowed -> null;
            case SuppressionDecision.Suppressed suppressed ->
                certain.isEmpty() && suppressed.entry().scope() instanceof SuppressionScope.OfStream
                        // It may yet turn out to be mail of another stream.
                        ? null
                        : refused(session, recipient, suppressed.entry());
        };
    }

    private static Optional<StreamId> certainStream(SmtpSession session, Tenant tenant) {
        return session.listener().stream()
                .or(() -> tenant.streams().size() == 1 ? Optional.of(tenant.defaultStream()) : Optional.empty());
    }

    private static Reply refused(SmtpSession session, EmailAddress recipient, Suppression entry) {
        String reason = entry.reason().word();
        Reply reply = Reply.of(550, "5.7.1", "Recipient is on your suppression list: " + reason);
        session.rejected(null, recipient, reply);
        return reply;
    }
}
