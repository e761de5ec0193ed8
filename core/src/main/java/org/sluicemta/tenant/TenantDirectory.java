package org.sluicemta.tenant;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.sluicemta.mail.DomainName;

/** Answers who is sending. In memory, never blocks: the chain asks for every message. Thread-safe. */
public interface TenantDirectory {
    Optional<Tenant> find(TenantId id);

    /** The tenant that has exactly this domain, however it is spelled. */
    Optional<Tenant> findByDomain(String senderDomain);

    /** The tenant whose domain this is, or is below: nobody else may send as it. */
    default Optional<Tenant> ownerOf(String domain) {
        Optional<Tenant> owner = Optional.empty();
        String name = DomainName.comparable(domain);
        while (owner.isEmpty() && !name.isEmpty()) {
            owner = findByDomain(name);
            name = DomainName.above(name);
        }
        return owner;
    }

    /** The tenant with the narrowest network that holds the address. */
    Optional<Tenant> findByNetwork(InetAddress client);

    Optional<Tenant> findByListener(String listener);

    /** The tenant whose name has this hash, as tokens carry it. */
    Optional<Tenant> findByHash(int tenantHash);

    /** The credential of that user name, unless it is disabled. */
    Optional<Credential> findCredential(String userName);

    /** The credential that a certificate or token stands for, unless it is disabled. */
    Optional<Credential> findCredential(CredentialIdentity identity);

    /** How many credentials have password keys of that kind with so many iterations. */
    default Map<Integer, Integer> iterations(ScramHash hash) {
        return Map.of();
    }

    Collection<Tenant> all();
}
