package org.sluicemta.smtp.listener;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.TokenSettings.KeySet;
import org.sluicemta.listener.TokenSettings;

/** Reads {@code <oidc>} in {@code <auth>} of a listener. */
final class TokenReader {
    private static final String AT = "auth.oidc.";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final HierarchicalConfiguration<ImmutableNode> xml;
    private final Path home;
    private final ListenerProblems report;

    TokenReader(HierarchicalConfiguration<ImmutableNode> xml, Path home, ListenerProblems report) {
        this.xml = xml;
        this.home = home;
        this.report = report;
    }

    /** Empty when the listener says nothing of tokens, or beside a problem. */
    Optional<TokenSettings> read() {
        if (xml.configurationsAt("auth.oidc").isEmpty()) {
            return Optional.empty();
        }
        for (String element : List.of("introspection", "userinfo")) {
            if (!xml.configurationsAt(AT + element).isEmpty()) {
                report.add("<oidc><" + element + "> is not done", "Tokens are checked by signature: name a key set");
            }
        }
        String issuer = needed("issuer", "https://login.example.org/");
        List<String> audiences = xml.getList(String.class, AT + "audience", List.of());
        if (audiences.isEmpty()) {
            report.add("<oidc> names no <audience>", "Write what the aud claim holds for this server");
        }
        KeySet keys = keys();
        List<String> algorithms = algorithms();
        Duration leeway = leeway();
        return keys == null
                ? Optional.empty()
                : Optional.of(new TokenSettings(
                        issuer,
                        Set.copyOf(audiences),
                        keys,
                        algorithms,
                        leeway,
                        xml.getString(AT + "claim", "sub"),
                        Optional.ofNullable(xml.getString(AT + "scope", null)),
                        Optional.ofNullable(xml.getString(AT + "oidcConfigurationURL", null))));
    }

    private String needed(String element, String example) {
        String text = xml.getString(AT + element, "");
        if (text.isEmpty()) {
            report.add("<oidc> names no <" + element + ">", "Write <" + element + ">" + example + "</" + element + ">");
        }
        return text;
    }

    private @Nullable KeySet keys() {
        String url = xml.getString(AT + "jwksURL", "");
        String file = xml.getString(AT + "jwksFile", "");
        if (url.isEmpty() == file.isEmpty()) {
            report.add(
                    "<oidc> must name the issuer's keys once, got jwksURL \"" + url + "\" and jwksFile \"" + file
                            + "\"",
                    "Write <jwksURL>https://login.example.org/keys</jwksURL>, or <jwksFile>");
            return null;
        }
        return file.isEmpty() ? atUrl(url) : inFile(file);
    }

    private @Nullable KeySet inFile(String text) {
        Path file = home.resolve(text.startsWith("file://") ? text.substring("file://".length()) : text);
        if (!Files.isReadable(file)) {
            report.add("<jwksFile> must name a file that can be read, got \"" + text + "\"", "Looked for " + file);
            return null;
        }
        return new KeySet.InFile(file);
    }

    /** Whoever can change the keys on their way to us can log in as anybody. */
    private @Nullable KeySet atUrl(String text) {
        try {
            URI url = URI.create(text);
            boolean near = url.getHost() != null && LOOPBACK.contains(url.getHost());
            if ("https".equals(url.getScheme()) && url.getHost() != null || "http".equals(url.getScheme()) && near) {
                return new KeySet.AtUrl(url);
            }
        } catch (IllegalArgumentException e) {
            // reported below, as any other text that is no such URL
        }
        report.add("<jwksURL> must be an https URL, got \"" + text + "\"", "http is taken for this host only");
        return null;
    }

    private List<String> algorithms() {
        String text = xml.getString(AT + "algorithms", "").strip();
        if (text.isEmpty()) {
            return TokenSettings.DEFAULT_ALGORITHMS;
        }
        List<String> named = List.of(text.split("[\\s,]+"));
        for (String algorithm : named) {
            if (!TokenSettings.DEFAULT_ALGORITHMS.contains(algorithm)
                    && !TokenSettings.SHARED_SECRET_ALGORITHMS.contains(algorithm)) {
                report.add(
                        "<algorithms> names \"" + algorithm + "\"",
                        "Choose from " + String.join(", ", TokenSettings.DEFAULT_ALGORITHMS)
                                + "; HS256, HS384 and HS512 with a secret that the issuer shares");
            }
        }
        return named;
    }

    private Duration leeway() {
        String text = xml.getString(AT + "leeway", Long.toString(TokenSettings.DEFAULT_LEEWAY.toSeconds()));
        if (!text.matches("\\d{1,3}")) {
            report.add("<leeway> must be 0 to 999 seconds, got \"" + text + "\"", "Leave it out for 60");
            return TokenSettings.DEFAULT_LEEWAY;
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
