package org.sluicemta.conf.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.listener.AuthSettings;
import org.sluicemta.listener.AuthSettings.OverTls;
import org.sluicemta.listener.ListenerSettings.TlsMode;
import org.sluicemta.listener.Mechanism;
import org.sluicemta.listener.TokenSettings;

/** Reads {@code <auth>} of a listener, and James's older settings for the same thing. */
final class AuthElements {
    private static final String ALL =
            Arrays.stream(Mechanism.values()).map(Mechanism::label).collect(Collectors.joining(", "));

    /**
     * James's keywords. "always" is for submission, where everyone must authenticate; otherwise only untrusted clients
     * must.
     */
    private enum Announce {
        ALWAYS,
        NEVER,
        TO_STRANGERS
    }

    private static final ValueType<Announce> ANNOUNCE = ValueTypes.word(
                    "always", "never", "forUnauthorizedAddresses", "sometimes", "announce", "true", "false")
            .map(word -> switch (word) {
                case "always" -> Announce.ALWAYS;
                case "never", "false" -> Announce.NEVER;
                default -> Announce.TO_STRANGERS;
            });
    private static final ValueType<OverTls> REQUIRE_SSL = ValueTypes.word("true", "forPlaintext", "false")
            .map(word -> switch (word) {
                case "true" -> OverTls.ALL;
                case "forPlaintext" -> OverTls.PLAINTEXT;
                default -> OverTls.NONE;
            });
    private static final ValueType<List<Mechanism>> MECHANISMS = ValueTypes.listOf(new ValueType<>(
            "one of " + ALL, text -> Mechanism.find(text).orElseThrow(() -> new IllegalArgumentException(text))));

    private final ElementReader server;
    private final ElementReader auth;
    private final Path home;
    private final boolean enabled;

    AuthElements(ElementReader server, Path home, boolean enabled) {
        this.server = server;
        this.auth = server.childOrEmpty("auth", "AUTH (RFC 4954).");
        this.home = home;
        this.enabled = enabled;
    }

    AuthSettings read(TlsMode tls) {
        Optional<Announce> older =
                server.value("authRequired", ANNOUNCE, "Whether mail requires AUTH; the older spelling of James.");
        Announce announce = auth.value("announce", ANNOUNCE, "always, never or forUnauthorizedAddresses.")
                .or(() -> older)
                .orElse(Announce.NEVER);
        boolean offered = announce != Announce.NEVER;
        boolean required = auth.value(
                        "required", ValueTypes.BOOLEAN, "Whether mail requires AUTH; with announce always it does.")
                .orElse(announce == Announce.ALWAYS);
        OverTls overTls = auth.value(
                        "requireSSL",
                        REQUIRE_SSL,
                        "Which mechanisms are offered only after TLS: true (all, the default),"
                                + " forPlaintext (those that reveal a password or token) or false (none).")
                .orElse(OverTls.ALL);
        Optional<TokenSettings> tokens = auth.child("oidc", "Which OAuth tokens are accepted (OAUTHBEARER, XOAUTH2).")
                .flatMap(oidc -> new TokenElements(oidc, home, enabled).read());
        List<Mechanism> mechanisms = mechanisms(offered);
        if (required && !offered) {
            unfit("auth is required but not announced", "Write <announce>always</announce> in <auth>");
        }
        if (offered && overTls == OverTls.ALL && tls == TlsMode.NONE) {
            unfit("AUTH needs TLS but the listener has none", "Configure <tls>, or <requireSSL>false</requireSSL>");
        }
        return offered ? new AuthSettings(mechanisms, overTls, required, tokens) : AuthSettings.NONE;
    }

    private List<Mechanism> mechanisms(boolean offered) {
        boolean tokens = !auth.children("oidc").isEmpty();
        Set<Mechanism> chosen = EnumSet.noneOf(Mechanism.class);
        chosen.addAll(auth.value(
                        "mechanisms",
                        MECHANISMS,
                        "Mechanisms to offer, always strongest first: " + ALL
                                + ". Default: EXTERNAL, the SHA-256 ones, PLAIN and LOGIN, and those for tokens"
                                + " if oidc is given.")
                .orElseGet(() -> defaults(tokens)));
        boolean plain =
                auth.value("plainAuthEnabled", ValueTypes.BOOLEAN, true, "Whether PLAIN and LOGIN are offered;");
        if (offered && !tokens && (chosen.contains(Mechanism.OAUTHBEARER) || chosen.contains(Mechanism.XOAUTH2))) {
            unfit("<mechanisms> names OAUTHBEARER or XOAUTH2 but no issuer is", "Say whose tokens in <oidc>");
        }
        if (!plain) {
            chosen.remove(Mechanism.PLAIN);
            chosen.remove(Mechanism.LOGIN);
        }
        if (offered && chosen.isEmpty()) {
            unfit("AUTH is announced but no mechanism is left", "Name one in <mechanisms>");
        }
        return new ArrayList<>(chosen);
    }

    private static List<Mechanism> defaults(boolean tokens) {
        Set<Mechanism> defaults = EnumSet.copyOf(AuthSettings.DEFAULTS);
        if (tokens) {
            defaults.add(Mechanism.OAUTHBEARER);
            defaults.add(Mechanism.XOAUTH2);
        }
        return List.copyOf(defaults);
    }

    private void unfit(String what, String hint) {
        if (enabled) {
            auth.problem(what, hint);
        }
    }
}
