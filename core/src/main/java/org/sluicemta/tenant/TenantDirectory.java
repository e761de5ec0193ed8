package org.sluicemta.tenant;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;

/** Answers who is sending. In memory, never blocks: the chain asks for every message. Thread-safe. */
public interface TenantDirectory {
    Optional<Tenant> find(TenantId id);

    Optional<Tenant> findByDomain(String senderDomain);

    /** The tenant with the narrowest network that holds the address. */
    Optional<Tenant> findByNetwork(InetAddress client);

    Optional<Tenant> findByListener(String listener);

    /** The tenant whose name has this hash, as tokens carry it. */
    Optional<Tenant> findByHash(int tenantHash);

    Optional<Credential> findCredential(String userName);

    /** The credential that a certificate or token stands for. */
    Optional<Credential> findCredential(CredentialIdentity identity);

    Collection<Tenant> all();
}
