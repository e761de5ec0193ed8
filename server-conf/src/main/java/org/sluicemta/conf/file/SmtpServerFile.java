package org.sluicemta.conf.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.conf.xml.ElementDescription;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.listener.TokenSettings;

/** Reads {@code smtpserver.xml}: the listeners, in James's own format with our additions. */
public final class SmtpServerFile {
    public static final String NAME = "smtpserver.xml";
    public static final String TITLE = "smtpserver.xml: the listeners. A change needs a restart.";

    private static final String ROOT = "smtpservers";

    private final Path home;
    private final Set<String> names = new HashSet<>();
    private Optional<TokenSettings> believed = Optional.empty();

    private SmtpServerFile(Path home) {
        this.home = home;
    }

    /** @param home directory that file names are relative to; {@code file://} before a name means the same */
    public static List<ConfiguredListener> read(XmlElement file, Path home, Problems problems) {
        ElementReader root = ElementReader.root(file, ROOT, problems);
        List<ConfiguredListener> listeners = new SmtpServerFile(home).listeners(root);
        root.finish();
        return listeners;
    }

    public static ElementDescription describe() {
        ElementReader root = ElementReader.describing(ROOT, "The listeners, in the format of Apache James.");
        new SmtpServerFile(Path.of("")).listeners(root);
        return root.description();
    }

    private List<ConfiguredListener> listeners(ElementReader root) {
        List<ConfiguredListener> listeners = new ArrayList<>();
        for (ElementReader server : root.children("smtpserver", "A listener.")) {
            listeners.add(listener(server));
        }
        if (listeners.isEmpty()) {
            root.problem("there is no listener, so no mail could come in", "Add <smtpserver>");
        } else if (listeners.stream().noneMatch(ConfiguredListener::enabled)) {
            root.problem("no listener is enabled", "Add an <smtpserver enabled=\"true\">");
        }
        return listeners;
    }

    private ConfiguredListener listener(ElementReader server) {
        boolean enabled = server.attribute("enabled", ValueTypes.BOOLEAN, true, "Whether it listens.");
        ListenerElements elements = new ListenerElements(server, home, enabled);
        ConfiguredListener read = new ConfiguredListener(enabled, elements.read(name(server)));
        if (enabled) {
            read.settings().auth().tokens().ifPresent(tokens -> sameIssuer(server, tokens));
        }
        return read;
    }

    private String name(ElementReader server) {
        Optional<String> jmxName = server.value("jmxName", ValueTypes.NAME, "Its name, unique among listeners.");
        Optional<String> name = server.optional(
                        "name", ValueTypes.NAME, "Its name, unique among listeners. Default: the one in jmxName.")
                .or(() -> jmxName);
        if (name.isEmpty()) {
            server.problem("a listener needs a name, got none", "Add <jmxName>relay</jmxName>");
        }
        name.filter(given -> !names.add(given))
                .ifPresent(
                        given -> server.problem("two listeners have the name \"" + given + "\"", "Rename one of them"));
        return name.orElse("unnamed");
    }

    /**
     * A credential contains {@code token:VALUE} without the issuer, so two issuers must not be able to claim the same
     * value.
     */
    private void sameIssuer(ElementReader server, TokenSettings tokens) {
        TokenSettings first = believed.orElse(tokens);
        believed = Optional.of(first);
        if (!claimsOf(tokens).equals(claimsOf(first))) {
            server.problem(
                    "<oidc> differs between listeners: " + claimsOf(first) + "; " + claimsOf(tokens),
                    "Use the same issuer and claim on every listener; user names from different issuers cannot be told apart");
        }
    }

    private static String claimsOf(TokenSettings tokens) {
        return tokens.issuer() + " by claim " + tokens.claim();
    }
}
