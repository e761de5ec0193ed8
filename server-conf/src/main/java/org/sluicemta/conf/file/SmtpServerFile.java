package org.sluicemta.conf.file;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.conf.xml.XmlElement;

/**
 * Checks {@code smtpserver.xml}, which is James's own format with our additions, and hands it on as James wants it.
 */
public final class SmtpServerFile {
    public static final String NAME = "smtpserver.xml";

    private static final Pattern ADDRESS_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[0-9A-Za-z.-]+):(\\d{1,5})");
    private static final ValueType<String> BIND = new ValueType<>(
            "address:port such as 0.0.0.0:25 or [::]:25 (several are separated by commas)", SmtpServerFile::bind);
    private static final ValueType<String> JAMES_SIZE =
            new ValueType<>("a size in KiB, or with a unit such as 25M", text -> matching(text, "\\d{1,9}[kKmMgG]?"));
    private static final ValueType<String> AUTH_ANNOUNCE = new ValueType<>(
            "one of always, never, forUnauthorizedAddresses, sometimes, true, false",
            text -> matching(text, "(?i)always|never|forUnauthorizedAddresses|sometimes|true|false"));

    /** Elements whose text is of a known kind; all may be left out. */
    private static final List<Simple> SIMPLE = List.of(
            new Simple("bind", BIND),
            new Simple("connectionBacklog", ValueTypes.integer(0, 100_000)),
            new Simple("connectiontimeout", ValueTypes.integer(1, 86_400)),
            new Simple("connectionLimit", ValueTypes.integer(0, 1_000_000)),
            new Simple("connectionLimitPerIP", ValueTypes.integer(0, 1_000_000)),
            new Simple("proxyRequired", ValueTypes.BOOLEAN),
            new Simple("authRequired", AUTH_ANNOUNCE),
            new Simple("maxmessagesize", JAMES_SIZE),
            new Simple("longestHold", ValueTypes.integer(0, 999_999_999)));

    private record Simple(String name, ValueType<?> type) {}

    private SmtpServerFile() {}

    /** The tree James is configured with; its root is {@code <smtpservers>}. */
    public static HierarchicalConfiguration<ImmutableNode> read(XmlElement file, Problems problems) {
        ElementReader root = ElementReader.root(file, "smtpservers", problems);
        Set<String> names = new HashSet<>();
        List<ElementReader> servers = root.children("smtpserver");
        if (servers.isEmpty()) {
            root.problem("there is no listener, so no mail could come in", "Add <smtpserver>");
        }
        servers.forEach(server -> check(server, names));
        root.finish();
        return ConfigurationNodes.of(file);
    }

    private static void check(ElementReader server, Set<String> names) {
        server.attribute("enabled", ValueTypes.BOOLEAN, true);
        Optional<String> jmxName = server.child("jmxName").flatMap(child -> child.text(ValueTypes.NAME));
        Optional<String> name = server.optional("name", ValueTypes.NAME).or(() -> jmxName);
        if (name.isEmpty()) {
            server.problem("a listener needs a name, got none", "Add <jmxName>relay</jmxName>");
        }
        name.filter(given -> !names.add(given))
                .ifPresent(
                        given -> server.problem("two listeners have the name \"" + given + "\"", "Rename one of them"));
        SIMPLE.forEach(simple -> server.child(simple.name()).ifPresent(child -> child.text(simple.type())));
        SmtpServerParts.check(server);
    }

    private static String bind(String text) {
        for (String one : text.split(",")) {
            var matcher = ADDRESS_AND_PORT.matcher(one.strip());
            if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65535) {
                throw new IllegalArgumentException(one);
            }
        }
        return text;
    }

    private static String matching(String text, String form) {
        if (!text.matches(form)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
