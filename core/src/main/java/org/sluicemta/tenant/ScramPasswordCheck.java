package org.sluicemta.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks passwords against SCRAM verifiers. PBKDF2 is paid once; for some minutes after a success the same user and
 * password pass by a keyed hash of them, because applications open a connection for every message. A credential that
 * was removed or given another password stops passing at once.
 */
public final class ScramPasswordCheck implements PasswordCheck {
    private static final String HMAC = "HmacSHA256";
    private static final int MAX_REMEMBERED = 100_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final TenantDirectory tenants;
    private final SecretKeySpec key;
    private final ScramVerifier nobody;
    private final Cache<ByteBuffer, ScramVerifier> remembered;

    /** At most so many derivations at a time: a flood of wrong passwords must leave processor time for mail. */
    private final Semaphore derivations =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    public ScramPasswordCheck(TenantDirectory tenants, SecureRandom random, Ticker ticker) {
        this.tenants = tenants;
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, HMAC);
        this.nobody = ScramVerifier.create("nobody", ScramVerifier.DEFAULT_ITERATIONS, random);
        this.remembered = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .build();
    }

    @Override
    public Optional<Credential> verify(String userName, String password) {
        Optional<Credential> credential = tenants.findCredential(userName);
        ScramVerifier verifier = credential.flatMap(Credential::password).orElse(nobody);
        ByteBuffer known = keyedHash(userName, password);
        if (verifier.equals(remembered.getIfPresent(known))) {
            return credential;
        }
        // Without the short cut for users without a password here: the time must not tell who exists.
        if (!matches(verifier, password) || verifier.equals(nobody)) {
            return Optional.empty();
        }
        remembered.put(known, verifier);
        return credential;
    }

    private boolean matches(ScramVerifier verifier, String password) {
        derivations.acquireUninterruptibly();
        try {
            return verifier.matches(password);
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
