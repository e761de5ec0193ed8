package org.sluicemta.conf.file;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.listener.TokenSettings;
import org.sluicemta.listener.TokenSettings.KeySet;

/** Reads {@code <oidc>} in {@code <auth>} of a listener. */
final class TokenElements {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final ValueType<URI> KEYS_URL =
            new ValueType<>("an https URL; http is taken for this host only", TokenElements::keysUrl);
    private static final ValueType<List<String>> ALGORITHMS = ValueTypes.listOf(new ValueType<>(
            "one of " + String.join(", ", TokenSettings.DEFAULT_ALGORITHMS)
                    + ", HS256, HS384, HS512 (the last three with a secret that the issuer shares)",
            TokenElements::algorithm));

    private final ElementReader oidc;
    private final Path home;
    private final boolean enabled;

    TokenElements(ElementReader oidc, Path home, boolean enabled) {
        this.oidc = oidc;
        this.home = home;
        this.enabled = enabled;
    }

    /** Empty when there is a problem. */
    Optional<TokenSettings> read() {
        JamesOnly.inTokens(oidc);
        Optional<String> issuer = oidc.value("issuer", ValueTypes.TEXT, "Required value of the iss claim.");
        List<String> audiences =
                oidc.texts("audience", ValueTypes.TEXT, "Required value of the aud claim; with several, one of them.");
        Optional<KeySet> keys = keys();
        List<String> algorithms = oidc.value(
                "algorithms",
                ALGORITHMS,
                TokenSettings.DEFAULT_ALGORITHMS,
                "Allowed signature algorithms, with the issuer's private key or (HS) a shared secret;");
        int leeway = oidc.value(
                "leeway",
                ValueTypes.integer(0, 999),
                (int) TokenSettings.DEFAULT_LEEWAY.toSeconds(),
                "Allowed clock difference to the issuer, in seconds;");
        String claim = oidc.value(
                "claim", ValueTypes.TEXT, "sub", "The claim that names the credential, listed there as token:VALUE;");
        Optional<String> scope = oidc.value("scope", ValueTypes.TEXT, "Required scope.");
        Optional<String> configuration = oidc.value(
                "oidcConfigurationURL",
                ValueTypes.TEXT,
                "URL that tells clients how to get a token; sent when a token is refused.");
        needed("issuer");
        needed("audience");
        return issuer.flatMap(iss -> keys.map(set -> new TokenSettings(
                iss, Set.copyOf(audiences), set, algorithms, Duration.ofSeconds(leeway), claim, scope, configuration)));
    }

    private void needed(String name) {
        if (oidc.children(name).isEmpty()) {
            oidc.problem("<oidc> needs <" + name + ">, got none", "Write what the claim in its tokens must be");
        }
    }

    private Optional<KeySet> keys() {
        Optional<KeySet> url = oidc.value("jwksURL", KEYS_URL, "https URL of the issuer's JWK Set.")
                .map(KeySet.AtUrl::new);
        Optional<KeySet> file = ListenerElements.file(oidc, "jwksFile", home, "File with a JWK Set, instead of a URL.")
                .map(KeySet.InFile::new);
        boolean named = !oidc.children("jwksURL").isEmpty();
        boolean alsoNamed = !oidc.children("jwksFile").isEmpty();
        if (!named && !alsoNamed) {
            oidc.problem("<oidc> must say where the issuer's keys are, got nothing", "Write <jwksURL> or <jwksFile>");
        }
        if (enabled && named && alsoNamed) {
            oidc.problem("<oidc> must name the issuer's keys once, got jwksURL and jwksFile", "Keep one of them");
        }
        return url.or(() -> file);
    }

    /** Anyone who could change the keys in transit could log in as anybody. */
    private static URI keysUrl(String text) {
        URI url = URI.create(text);
        boolean near = url.getHost() != null && LOOPBACK.contains(url.getHost());
        boolean safe = "https".equals(url.getScheme()) && url.getHost() != null;
        if (!safe && !("http".equals(url.getScheme()) && near)) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }

    private static String algorithm(String text) {
        if (!TokenSettings.DEFAULT_ALGORITHMS.contains(text)
                && !TokenSettings.SHARED_SECRET_ALGORITHMS.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
