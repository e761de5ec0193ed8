package org.sluicemta.smtp;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/** One tenant, acme, who owns acme.example, and its credential acme-app with the password "secret". */
final class KnownTenants implements TenantDirectory, PasswordCheck {
    static final TenantId ACME = new TenantId("acme");
    private static final StreamId TRANSACTIONAL = new StreamId("transactional");
    private static final Tenant TENANT =
            new Tenant(ACME, Set.of("acme.example"), List.of(), Set.of(), TRANSACTIONAL, Set.of());
    private static final Credential CREDENTIAL =
            new Credential("acme-app", ACME, new ScramVerifier(4096, new byte[16], new byte[32], new byte[32]));

    @Override
    public Optional<Credential> verify(String userName, String password) {
        return userName.equals("acme-app") && password.equals("secret") ? Optional.of(CREDENTIAL) : Optional.empty();
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return id.equals(ACME) ? Optional.of(TENANT) : Optional.empty();
    }

    @Override
    public Optional<Tenant> findByDomain(String senderDomain) {
        return senderDomain.equals("acme.example") ? Optional.of(TENANT) : Optional.empty();
    }

    @Override
    public Optional<Tenant> findByNetwork(InetAddress client) {
        return Optional.empty();
    }

    @Override
    public Optional<Tenant> findByListener(String listener) {
        return Optional.empty();
    }

    @Override
    public Optional<Tenant> findByHash(int tenantHash) {
        return Optional.empty();
    }

    @Override
    public Optional<Credential> findCredential(String userName) {
        return userName.equals("acme-app") ? Optional.of(CREDENTIAL) : Optional.empty();
    }

    @Override
    public Collection<Tenant> all() {
        return List.of(TENANT);
    }
}
