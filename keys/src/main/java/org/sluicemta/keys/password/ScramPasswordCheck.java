package org.sluicemta.keys.password;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.TenantDirectory;

/**
 * Checks passwords against SCRAM verifiers. PBKDF2 runs once. For some minutes after a success, the same user and
 * password are accepted by their keyed hash, because applications open a connection for every message. A credential
 * that is removed or gets another password is refused at once. Checking a user that doesn't exist takes as long as one
 * that does.
 */
public final class ScramPasswordCheck implements PasswordCheck {
    private static final String HMAC = "HmacSHA256";
    private static final int MAX_REMEMBERED = 100_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final TenantDirectory tenants;
    private final SecretKeySpec key;
    private final DerivedSalts salts;
    private final SecureRandom random;
    /** By iterations. */
    private final Map<Integer, ScramVerifier> nobodies = new ConcurrentHashMap<>();

    private final Cache<ByteBuffer, ScramVerifier> remembered;

    /** Limits simultaneous derivations, because a flood of wrong passwords must leave CPU time for mail. */
    private final Semaphore derivations =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    public ScramPasswordCheck(TenantDirectory tenants, DerivedSalts salts, SecureRandom random, Ticker ticker) {
        this.tenants = tenants;
        this.salts = salts;
        this.random = random;
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, HMAC);
        this.remembered = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .build();
    }

    @Override
    public Optional<Credential> verify(String userName, String password) {
        Optional<Credential> credential = tenants.findCredential(userName);
        Optional<ScramVerifier> keys = credential.flatMap(Credential::password);
        ScramVerifier verifier = keys.orElseGet(() -> nobody(userName));
        ByteBuffer known = keyedHash(userName, password);
        if (verifier.equals(remembered.getIfPresent(known))) {
            return credential;
        }
        // No shortcut for users without a password here, because timing must not reveal who exists.
        if (!matches(verifier, password) || keys.isEmpty()) {
            return Optional.empty();
        }
        remembered.put(known, verifier);
        return credential;
    }

    /** Keys that no password has. */
    private ScramVerifier nobody(String userName) {
        int iterations = salts.iterations(ScramHash.SHA_256, userName, tenants.iterations(ScramHash.SHA_256));
        return nobodies.computeIfAbsent(
                iterations,
                count -> new ScramVerifier(
                        ScramHash.SHA_256,
                        count,
                        random(16),
                        random(ScramHash.SHA_256.octets()),
                        random(ScramHash.SHA_256.octets())));
    }

    private byte[] random(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }

    private boolean matches(ScramVerifier verifier, String password) {
        derivations.acquireUninterruptibly();
        try {
            return PasswordKeys.matches(verifier, password);
        } finally {
            derivations.release();
        }
    }

    private ByteBuffer keyedHash(String userName, String password) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] user = userName.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(user.length).flip());
            mac.update(user);
            return ByteBuffer.wrap(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
