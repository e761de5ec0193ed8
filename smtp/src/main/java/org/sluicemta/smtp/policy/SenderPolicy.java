package org.sluicemta.smtp.policy;

import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;

/** Which sender addresses a client may use: a tenant that lists domains may use only those. */
@Singleton
public final class SenderPolicy {
    private static final Reply NOT_YOURS =
            Reply.of(550, "5.7.1", "This sender domain does not belong to the authenticated account");
    private static final Reply NO_TENANT = Reply.of(550, "5.7.1", "The account is not in use any more");

    private final TenantDirectory tenants;

    @Inject
    SenderPolicy(TenantDirectory tenants) {
        this.tenants = tenants;
    }

    /** The null sender belongs to no domain, so everyone may use it. */
    Optional<Refusal> check(Client client, @Nullable EmailAddress sender) {
        Credential credential = client.credential();
        if (credential == null) {
            return Optional.empty();
        }
        // The credential may have been disabled or removed since the login.
        Optional<Tenant> tenant =
                tenants.findCredential(credential.userName()).flatMap(known -> tenants.find(known.tenant()));
        if (tenant.isEmpty()) {
            return Optional.of(Refusal.of(NO_TENANT));
        }
        boolean allowed = sender == null
                || tenant.get().domains().isEmpty()
                || tenant.get().domains().contains(DomainName.comparable(sender.domain()));
        return allowed ? Optional.empty() : Optional.of(Refusal.of(NOT_YOURS));
    }
}
