package org.sluicemta.listener;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which OAuth tokens a listener believes.
 *
 * @param issuer what the {@code iss} claim must be
 * @param audiences of which {@code aud} must hold one
 * @param keys where the issuer's public keys are
 * @param algorithms names of RFC 7518 section 3.1 that tokens may be signed with
 * @param leeway by how much the issuer's clock may differ from ours
 * @param claim the claim that names the credential, {@code sub} or {@code email} or the like
 * @param scope what the {@code scope} claim must hold, where anything
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
    /** Signatures with the issuer's private key. Those with a shared secret (HS256) must be asked for. */
    public static final List<String> DEFAULT_ALGORITHMS =
            List.of("ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512");

    public static final Set<String> SHARED_SECRET_ALGORITHMS = Set.of("HS256", "HS384", "HS512");
    public static final Duration DEFAULT_LEEWAY = Duration.ofSeconds(60);

    public TokenSettings {
        audiences = Set.copyOf(audiences);
        algorithms = List.copyOf(algorithms);
    }

    /** Where a JWK Set is, RFC 7517 section 5. */
    public sealed interface KeySet {
        record InFile(Path file) implements KeySet {}

        record AtUrl(URI url) implements KeySet {}
    }
}
