package org.sluicemta.listener;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which OAuth tokens a listener accepts.
 *
 * @param issuer required value of the {@code iss} claim
 * @param audiences accepted values of {@code aud}
 * @param keys location of the issuer's public keys
 * @param algorithms names of RFC 7518 section 3.1 that tokens may be signed with
 * @param leeway allowed difference between the issuer's clock and ours
 * @param claim claim that names the credential, such as {@code sub} or {@code email}
 * @param scope required {@code scope}, if any
 * @param configuration URL that tells clients where to get tokens, RFC 8414
 */
public record TokenSettings(
        String issuer,
        Set<String> audiences,
        KeySet keys,
        List<String> algorithms,
        Duration leeway,
        String claim,
        Optional<String> scope,
        Optional<String> configuration) {
    /** Signatures made with the issuer's private key. Shared secrets (HS256) must be enabled explicitly. */
    public static final List<String> DEFAULT_ALGORITHMS =
            List.of("ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512");

    public static final Set<String> SHARED_SECRET_ALGORITHMS = Set.of("HS256", "HS384", "HS512");
    public static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(60);

    public TokenSettings {
        audiences = Set.copyOf(audiences);
        algorithms = List.copyOf(algorithms);
    }

    /** Location of a JWK Set, RFC 7517 section 5. */
    public sealed interface KeySet {
        record InFile(Path file) implements KeySet {}

        record AtUrl(URI url) implements KeySet {}
    }
}
