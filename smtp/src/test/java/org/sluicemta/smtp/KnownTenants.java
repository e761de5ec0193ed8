package org.sluicemta.smtp;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sluicemta.keys.password.PasswordKeys;
import org.sluicemta.limit.Limits;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/** One tenant, acme, who owns acme.example, and its credential acme-app with the password "secret". */
final class KnownTenants implements TenantDirectory, PasswordCheck {
    static final TenantId ACME = new TenantId("acme");
    private static final StreamId TRANSACTIONAL = new StreamId("transactional");
    private static final Tenant TENANT =
            new Tenant(ACME, Set.of("acme.example"), List.of(), Set.of(), TRANSACTIONAL, Set.of());
    /** Wants suppressed recipients refused. */
    private static final TenantId STRICT = new TenantId("strict");

    private static final Tenant STRICT_TENANT =
            new Tenant(STRICT, Set.of(), List.of(), Set.of(), TRANSACTIONAL, Set.of(), Limits.NONE, true, 1);
    private static final Credential STRICT_CREDENTIAL =
            new Credential("strict-app", STRICT, PasswordKeys.scram("secret", 4096, new SecureRandom()));
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Credential CREDENTIAL = new Credential(
            "acme-app",
            ACME,
            List.of(
                    PasswordKeys.scram(ScramHash.SHA_256, "secret", 4096, RANDOM),
                    PasswordKeys.scram(ScramHash.SHA_1, "secret", 4096, RANDOM),
                    PasswordKeys.cramMd5("secret"),
                    CredentialIdentity.parse("email:app@acme.example"),
                    CredentialIdentity.parse("token:app@acme.example")));
    /** Has a password of one kind only. */
    private static final Credential SHA_256_ONLY =
            new Credential("acme-new", ACME, PasswordKeys.scram("secret", 4096, RANDOM));

    private final Map<String, Credential> credentials = new ConcurrentHashMap<>(Map.of(
            CREDENTIAL.userName(),
            CREDENTIAL,
            SHA_256_ONLY.userName(),
            SHA_256_ONLY,
            STRICT_CREDENTIAL.userName(),
            STRICT_CREDENTIAL));

    /** Listeners whose clients are acme's. */
    final Set<String> listenersOfAcme = ConcurrentHashMap.newKeySet();

    /** Adds a credential that has no password. */
    void identify(String userName, CredentialIdentity identity) {
        credentials.put(userName, new Credential(userName, ACME, identity));
    }

    @Override
    public Optional<Credential> verify(String userName, String password) {
        return Optional.of(userName.equals("strict-app") ? STRICT_CREDENTIAL : CREDENTIAL)
                .filter(one -> one.userName().equals(userName) && password.equals("secret"));
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return Optional.of(id.equals(STRICT) ? STRICT_TENANT : TENANT)
                .filter(tenant -> tenant.id().equals(id));
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
        return Optional.of(TENANT).filter(tenant -> listenersOfAcme.contains(listener));
    }

    @Override
    public Optional<Tenant> findByHash(int tenantHash) {
        return Optional.empty();
    }

    @Override
    public Optional<Credential> findCredential(String userName) {
        return Optional.ofNullable(credentials.get(userName));
    }

    @Override
    public Optional<Credential> findCredential(CredentialIdentity identity) {
        return credentials.values().stream()
                .filter(credential -> credential.identities().contains(identity))
                .findFirst();
    }

    @Override
    public Collection<Tenant> all() {
        return List.of(TENANT);
    }
}
