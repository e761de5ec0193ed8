package org.sluicemta.smtp.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.Tenant;

/** Whose sender addresses a client may use: a tenant that lists domains sends as these only. */
public final class SenderPolicy {
    private static final Reply NOT_YOURS =
            Reply.of(550, "5.7.1", "This sender domain does not belong to the authenticated account");
    private static final Reply NO_TENANT = Reply.of(550, "5.7.1", "The account is not in use any more");

    private SenderPolicy() {}

    /** The refusal, or null. A null sender is nobody's domain. */
    public static @Nullable Reply check(SmtpSession session, @Nullable EmailAddress sender) {
        Credential credential = session.credential();
        if (credential == null) {
            return null;
        }
        // It may have been disabled or removed since it logged in.
        Optional<Tenant> tenant = session.door()
                .tenants()
                .findCredential(credential.userName())
                .flatMap(known -> session.door().tenants().find(known.tenant()));
        if (tenant.isEmpty()) {
            return NO_TENANT;
        }
        boolean allowed = sender == null
                || tenant.get().domains().isEmpty()
                || tenant.get().domains().contains(DomainName.comparable(sender.domain()));
        return allowed ? null : NOT_YOURS;
    }
}
