package org.sluicemta.smtp;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
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
    private static final Credential CREDENTIAL = new Credential("acme-app", ACME, verifier());

    /** RFC 5802 section 3, for the password "secret". */
    private static ScramVerifier verifier() {
        try {
            byte[] salt = "salt-of-sixteen-".getBytes(StandardCharsets.US_ASCII);
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec("secret".toCharArray(), salt, 4096, 256))
                    .getEncoded();
            byte[] stored = MessageDigest.getInstance("SHA-256").digest(hmac(salted, "Client Key"));
            return new ScramVerifier(4096, salt, stored, hmac(salted, "Server Key"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

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
