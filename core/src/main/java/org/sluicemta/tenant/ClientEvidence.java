package org.sluicemta.tenant;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is certain about who handed a message in: nothing of it is the message's own word. Whoever has none of it is a
 * stranger; his mail goes to relay domains only, and no tenant answers for it, whatever it says in MAIL and From.
 *
 * @param login user name of the credential that authenticated
 * @param trusted whether the client may relay because of its network, or the mail was made here
 * @param address of the client, or null where nobody vouches for it
 */
public record ClientEvidence(
        Optional<String> login, boolean trusted, @Nullable InetAddress address) {

    /** The tenant of the login. */
    public Optional<Tenant> tenantOfLogin(TenantDirectory tenants) {
        return login.flatMap(tenants::findCredential).map(Credential::tenant).flatMap(tenants::find);
    }

    /** The tenant whose network the client is in. */
    public Optional<Tenant> tenantOfNetwork(TenantDirectory tenants) {
        return Optional.ofNullable(address).flatMap(tenants::findByNetwork);
    }

    public boolean isStranger(TenantDirectory tenants) {
        return login.isEmpty() && !trusted && tenantOfNetwork(tenants).isEmpty();
    }
}
