package org.sluicemta.smtp.listener;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sluicemta.listener.AuthSettings.OverTls;
import org.sluicemta.listener.AuthSettings;
import org.sluicemta.listener.ListenerSettings.TlsMode;
import org.sluicemta.listener.Mechanism;
import org.sluicemta.listener.TokenSettings;

/** Reads {@code <auth>} of a listener. */
final class AuthReader {
    private final HierarchicalConfiguration<ImmutableNode> xml;
    private final Path home;
    private final ListenerProblems report;

    AuthReader(HierarchicalConfiguration<ImmutableNode> xml, Path home, ListenerProblems report) {
        this.xml = xml;
        this.home = home;
        this.report = report;
    }

    AuthSettings read(TlsMode tls) {
        String announce = announce();
        if (!Set.of("always", "never", "forunauthorizedaddresses").contains(announce)) {
            report.add("<announce> is \"" + announce + "\"", "Write always, never or forUnauthorizedAddresses");
        }
        boolean offered = !announce.equals("never");
        boolean required = xml.getBoolean("auth.required", announce.equals("always"));
        if (required && !offered) {
            report.add("auth is required but not announced", "Write <announce>always</announce> in <auth>");
        }
        OverTls overTls = overTls();
        if (offered && overTls == OverTls.ALL && tls == TlsMode.NONE) {
            report.add(
                    "AUTH needs TLS but the listener has none", "Configure <tls>, or <requireSSL>false</requireSSL>");
        }
        Optional<TokenSettings> tokens = new TokenReader(xml, home, report).read();
        return offered
                ? new AuthSettings(mechanisms(tokens.isPresent()), overTls, required, tokens)
                : AuthSettings.NONE;
    }

    /** James's words: "always" is for submission, where everyone must; elsewhere only who is not trusted has to. */
    private String announce() {
        String older = xml.getString("authRequired", "false").strip().toLowerCase(Locale.ROOT);
        String given = xml.getString("auth.announce", older).strip().toLowerCase(Locale.ROOT);
        return switch (given) {
            case "true", "announce", "sometimes" -> "forunauthorizedaddresses";
            case "false" -> "never";
            default -> given;
        };
    }

    private OverTls overTls() {
        String text = xml.getString("auth.requireSSL", "true").strip();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> OverTls.ALL;
            case "forplaintext" -> OverTls.PLAINTEXT;
            case "false" -> OverTls.NONE;
            default -> {
                report.add("<requireSSL> is \"" + text + "\"", "Write true, forPlaintext or false");
                yield OverTls.ALL;
            }
        };
    }

    private List<Mechanism> mechanisms(boolean tokens) {
        String text = xml.getString("auth.mechanisms", "").strip();
        Set<Mechanism> chosen = text.isEmpty() ? usual(tokens) : named(text);
        if (!tokens && (chosen.contains(Mechanism.OAUTHBEARER) || chosen.contains(Mechanism.XOAUTH2))) {
            report.add("<mechanisms> names OAUTHBEARER or XOAUTH2 but no issuer is", "Say whose tokens in <oidc>");
        }
        if (!xml.getBoolean("auth.plainAuthEnabled", true)) {
            chosen.remove(Mechanism.PLAIN);
            chosen.remove(Mechanism.LOGIN);
        }
        if (chosen.isEmpty()) {
            report.add("AUTH is announced but no mechanism is left", "Name one in <mechanisms>");
        }
        return new ArrayList<>(chosen);
    }

    private static Set<Mechanism> usual(boolean tokens) {
        Set<Mechanism> usual = EnumSet.copyOf(AuthSettings.DEFAULTS);
        if (tokens) {
            usual.add(Mechanism.OAUTHBEARER);
            usual.add(Mechanism.XOAUTH2);
        }
        return usual;
    }

    private Set<Mechanism> named(String text) {
        Set<Mechanism> chosen = EnumSet.noneOf(Mechanism.class);
        for (String name : text.split("[\\s,]+")) {
            Mechanism.find(name)
                    .ifPresentOrElse(
                            chosen::add,
                            () -> report.add("<mechanisms> names \"" + name + "\"", "Choose from " + all()));
        }
        return chosen;
    }

    private static String all() {
        return EnumSet.allOf(Mechanism.class).stream().map(Mechanism::label).collect(Collectors.joining(", "));
    }
}
