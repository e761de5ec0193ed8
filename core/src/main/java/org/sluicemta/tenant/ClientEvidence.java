package org.sluicemta.tenant;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known for certain about the client that submitted a message, independent of the message itself. A client
 * without any evidence is a stranger. Its mail goes to relay domains only and belongs to no tenant, whatever MAIL and
 * From say.
 *
 * @param login user name of the credential that authenticated
 * @param trusted whether the client may relay because of its network, or the mail was made here
 * @param address address of the client, or null where it can't be trusted
 */
public record ClientEvidence(
        Optional<String> login, boolean trusted, @Nullable InetAddress address) {

    /** The tenant of the login. */
    public Optional<Tenant> tenantOfLogin(TenantDirectory tenants) {
        return login.flatMap(tenants::findCredential).map(Credential::tenant).flatMap(tenants::find);
    }

    /** The tenant that owns the client's network. */
    public Optional<Tenant> tenantOfNetwork(TenantDirectory tenants) {
        return Optional.ofNullable(address).flatMap(tenants::findByNetwork);
    }

    public boolean isStranger(TenantDirectory tenants) {
        return login.isEmpty() && !trusted && tenantOfNetwork(tenants).isEmpty();
    }
}
