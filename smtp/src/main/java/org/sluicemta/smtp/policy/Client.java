package org.sluicemta.smtp.policy;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/**
 * The client, as policies see it.
 *
 * @param listener listener it connected to
 * @param address its own address, or that of a peer representing it
 * @param known whether the address is certain: not that of a peer, and not sent in plain text
 * @param trusted whether it is in a trusted network
 * @param credential it authenticated with, or null
 */
public record Client(
        ListenerSettings listener,
        InetAddress address,
        boolean known,
        boolean trusted,
        @Nullable Credential credential) {

    /** Whether it may send anywhere. */
    public boolean mayRelay() {
        return credential != null || trusted && !listener.auth().required();
    }

    /** The tenant, if nothing later in the transaction can change it. */
    Optional<Tenant> certainTenant(TenantDirectory tenants) {
        Credential as = credential;
        if (as != null) {
            return tenants.find(as.tenant());
        }
        // In a trusted network a header may name another tenant.
        return known && !trusted ? tenants.findByNetwork(address) : Optional.empty();
    }

    /** The tenant of its credential, or null. */
    public @Nullable TenantId tenant() {
        return credential == null ? null : credential.tenant();
    }
}
