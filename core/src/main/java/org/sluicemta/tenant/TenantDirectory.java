package org.sluicemta.tenant;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.sluicemta.mail.DomainName;

/**
 * Says which tenant is sending. In memory and never blocking, because the chain asks for every message. Thread-safe.
 */
public interface TenantDirectory {
    Optional<Tenant> find(TenantId id);

    /** The tenant that owns exactly this domain, however it is spelled. */
    Optional<Tenant> findByDomain(String senderDomain);

    /** The tenant that owns this domain or a parent of it; nobody else may send as it. */
    default Optional<Tenant> ownerOf(String domain) {
        Optional<Tenant> owner = Optional.empty();
        String name = DomainName.comparable(domain);
        while (owner.isEmpty() && !name.isEmpty()) {
            owner = findByDomain(name);
            name = DomainName.above(name);
        }
        return owner;
    }

    /** The tenant with the narrowest network containing the address. */
    Optional<Tenant> findByNetwork(InetAddress client);

    Optional<Tenant> findByListener(String listener);

    /** The tenant whose name has this hash, as found in tokens. */
    Optional<Tenant> findByHash(int tenantHash);

    /** The credential of that user name, unless disabled. */
    Optional<Credential> findCredential(String userName);

    /** The credential identified by a certificate or token, unless disabled. */
    Optional<Credential> findCredential(CredentialIdentity identity);

    /** Number of credentials with password keys of that kind and iteration count. */
    default Map<Integer, Integer> iterations(ScramHash hash) {
        return Map.of();
    }

    Collection<Tenant> all();
}
