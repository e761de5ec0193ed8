package org.sluicemta.smtp.auth;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.keys.password.PasswordKeys;
import org.sluicemta.smtp.session.Action;
import org.sluicemta.tenant.CramMd5Key;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.TenantDirectory;

/** CRAM-MD5, RFC 2195, for credentials with a stored CRAM-MD5 key. */
final class CramMd5Exchange {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Takes the same time for users without a key. */
    private static final CramMd5Key NOBODY = PasswordKeys.cramMd5("nobody");

    private final LoginAttempt attempt;
    private final TenantDirectory tenants;
    private final String hostName;
    private final InstantSource clock;

    CramMd5Exchange(LoginAttempt attempt, TenantDirectory tenants, String hostName, InstantSource clock) {
        this.attempt = attempt;
        this.tenants = tenants;
        this.hostName = hostName;
        this.clock = clock;
    }

    Action begin(@Nullable String initial) {
        if (initial != null) {
            return attempt.malformed(); // RFC 2195 section 2: the server speaks first
        }
        byte[] unique = new byte[16];
        RANDOM.nextBytes(unique);
        String challenge = "<" + HexFormat.of().formatHex(unique) + "." + clock.millis() + "@" + hostName + ">";
        return attempt.ask(challenge, response -> check(challenge, response));
    }

    private Action check(String challenge, String response) {
        int space = response.lastIndexOf(' ');
        if (space < 1) {
            return attempt.malformed();
        }
        String user = response.substring(0, space);
        Optional<Credential> credential = tenants.findCredential(user);
        CramMd5Key key = credential.flatMap(Credential::cramMd5).orElse(NOBODY);
        boolean right = key.answers(challenge, response.substring(space + 1));
        return right && !key.equals(NOBODY) ? attempt.succeeded(credential.orElseThrow()) : attempt.failed(user);
    }
}
