package org.sluicemta.smtp.listener;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.util.Size;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;
import org.sluicemta.config.ShortName;
import org.sluicemta.listener.BareLineEnds;
import org.sluicemta.listener.HeaderLimits;
import org.sluicemta.listener.ListenerSettings.Limits;
import org.sluicemta.listener.ListenerSettings.Xclient;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;

/** Reads {@code <smtpserver>} elements of smtpserver.xml; reports all problems of all of them together. */
public final class ListenerReader {
    private static final String FILE = "smtpserver.xml";

    /** A week, in seconds. */
    private static final int LONGEST_HOLD = 7 * 24 * 3600;

    private final Path home;
    private final List<Problem> problems = new ArrayList<>();

    /** @param home directory that file names are relative to; {@code file://} before a name means the same */
    public ListenerReader(Path home) {
        this.home = home;
    }

    /** A listener and the element it was read from. */
    public record Read(ListenerSettings settings, HierarchicalConfiguration<ImmutableNode> xml) {}

    /** @param root the document's root, {@code <smtpservers>} */
    public List<Read> read(HierarchicalConfiguration<ImmutableNode> root) throws ConfigurationException {
        List<Read> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (HierarchicalConfiguration<ImmutableNode> xml : root.configurationsAt("smtpserver")) {
            if (!xml.getBoolean("[@enabled]", true)) {
                continue;
            }
            Read read = new Read(listener(xml), xml);
            if (!names.add(read.settings().name())) {
                report(read.settings().name(), "the name is used twice", "Give every listener a name of its own");
            }
            found.add(read);
        }
        oneIssuer(found);
        if (found.isEmpty()) {
            report("smtpservers", "no listener is enabled", "Add an <smtpserver enabled=\"true\">");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return found;
    }

    /** A credential holds {@code token:VALUE} without the issuer, so what one may claim another must not. */
    private void oneIssuer(List<Read> found) {
        Map<String, String> byIssuer = new TreeMap<>();
        for (Read read : found) {
            read.settings()
                    .auth()
                    .tokens()
                    .ifPresent(tokens -> byIssuer.putIfAbsent(
                            tokens.issuer() + " by claim " + tokens.claim(),
                            read.settings().name()));
        }
        if (byIssuer.size() > 1) {
            report(
                    String.join(", ", byIssuer.values()),
                    "<oidc> differs between listeners: " + String.join("; ", byIssuer.keySet()),
                    "Use the same issuer and claim on every listener; user names from different issuers cannot be told apart");
        }
    }

    private ListenerSettings listener(HierarchicalConfiguration<ImmutableNode> xml) {
        String bind = xml.getString("bind", "0.0.0.0:25");
        handlers(xml);
        String name = xml.getString("[@name]", xml.getString("name", xml.getString("jmxName", "smtp")));
        if (!ShortName.isShortName(name)) {
            report(
                    name,
                    "invalid listener name \"" + name + "\"",
                    "Use lower-case letters, digits, hyphen and underscore");
        }
        ListenerProblems problem = (what, mend) -> report(name, what, mend);
        TlsReader tls = new TlsReader(xml, home, problem);
        return new ListenerSettings(
                name,
                addresses(name, bind),
                notNegative(name, xml, "connectionBacklog", 0),
                tls.mode(),
                tls.settings(),
                new AuthReader(xml, home, problem).read(tls.mode()),
                stream(name, xml),
                size(name, xml.getString("maxmessagesize", "0")),
                Duration.ofSeconds(positive(name, xml, "connectiontimeout", 300)),
                limits(name, xml),
                Duration.ofSeconds(notNegative(name, xml, "longestHold", LONGEST_HOLD)),
                proxies(name, xml),
                new Xclient(networks(name, xml, "xclient"), xml.getBoolean("xclient[@login]", false)),
                bareLineEnds(name, xml),
                xml.getBoolean("strict", false));
    }

    private BareLineEnds bareLineEnds(String name, HierarchicalConfiguration<ImmutableNode> xml) {
        String text = xml.getString("bareLineEnds", "refuse");
        if (!text.equals("refuse") && !text.equals("normalise")) {
            report(name, "<bareLineEnds> is \"" + text + "\"", "Write refuse or normalise");
        }
        return text.equals("normalise") ? BareLineEnds.NORMALISE : BareLineEnds.REFUSE;
    }

    private List<InetSocketAddress> addresses(String name, String bind) {
        List<InetSocketAddress> found = new ArrayList<>();
        for (String text : bind.split(",")) {
            String address = text.strip();
            int colon = address.lastIndexOf(':');
            try {
                String host = address.substring(0, colon).replaceAll("^\\[|\\]$", "");
                int port = Integer.parseInt(address.substring(colon + 1));
                found.add(new InetSocketAddress(IpRange.parse(host).base(), port));
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                report(name, "<bind> must be address:port, got \"" + address + "\"", "Write 0.0.0.0:2525 or [::]:2525");
            }
        }
        return found;
    }

    private Optional<StreamId> stream(String name, HierarchicalConfiguration<ImmutableNode> xml) {
        String text = xml.getString("stream", "");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new StreamId(text));
        } catch (IllegalArgumentException e) {
            report(name, "<stream>: " + e.getMessage(), "Name a stream of egress.xml");
            return Optional.empty();
        }
    }

    private long size(String name, String text) {
        try {
            return Size.parse(text, Size.Unit.K).asBytes();
        } catch (Exception e) { // James declares Exception
            report(
                    name,
                    "<maxmessagesize> must be a size, got \"" + text + "\"",
                    "Write 50M; a bare number is in KiB, as in James");
            return 0;
        }
    }

    private Limits limits(String name, HierarchicalConfiguration<ImmutableNode> xml) {
        return new Limits(
                positive(name, xml, "limits.recipients", 1000),
                positive(name, xml, "limits.badCommands", 20),
                positive(name, xml, "limits.failedLogins", 3),
                notNegative(name, xml, "connectionLimit", 0),
                notNegative(name, xml, "connectionLimitPerIP", 0),
                notNegative(name, xml, "limits.connectionsPerMinute", 0),
                notNegative(name, xml, "limits.messagesPerMinute", 0),
                headerLimits(name, xml));
    }

    private HeaderLimits headerLimits(String name, HierarchicalConfiguration<ImmutableNode> xml) {
        HeaderLimits usual = HeaderLimits.DEFAULTS;
        return new HeaderLimits(
                positive(name, xml, "limits.headerOctets", usual.octets()),
                positive(name, xml, "limits.headerFields", usual.fields()),
                positive(name, xml, "limits.fieldOctets", usual.fieldOctets()));
    }

    private List<IpRange> proxies(String name, HierarchicalConfiguration<ImmutableNode> xml) {
        List<IpRange> found = networks(name, xml, "proxies");
        if (xml.getBoolean("proxyRequired", !found.isEmpty()) == found.isEmpty()) {
            report(
                    name,
                    "<proxyRequired> and <proxies> do not fit: " + found.size() + " networks are named",
                    "Name the proxies: <proxies><network>192.0.2.10</network></proxies>");
        }
        return found;
    }

    private List<IpRange> networks(String name, HierarchicalConfiguration<ImmutableNode> xml, String element) {
        List<IpRange> found = new ArrayList<>();
        for (String text : xml.getList(String.class, element + ".network", List.of())) {
            try {
                found.add(IpRange.parse(text.strip()));
            } catch (IllegalArgumentException e) {
                report(name, "<" + element + ">: " + e.getMessage(), "Write 192.0.2.10 or 192.0.2.0/24");
            }
        }
        return found;
    }

    /** James lists its own command loader there, which ours replace; anything else would silently not be asked. */
    private void handlers(HierarchicalConfiguration<ImmutableNode> xml) {
        for (String type : xml.getList(String.class, "handlerchain.handler[@class]", List.of())) {
            if (!type.equals("org.apache.james.smtpserver.CoreCmdHandlerLoader")) {
                report(
                        xml.getString("jmxName", "smtp"),
                        "handler " + type + " cannot be used",
                        "Do its work in a matcher");
            }
        }
    }

    private int positive(String name, HierarchicalConfiguration<ImmutableNode> xml, String key, int usual) {
        int value = notNegative(name, xml, key, usual);
        if (value == 0) {
            report(name, "<" + key + "> must be at least 1, got 0", "Leave it out for " + usual);
            return usual;
        }
        return value;
    }

    private int notNegative(String name, HierarchicalConfiguration<ImmutableNode> xml, String key, int usual) {
        String text = xml.getString(key, Integer.toString(usual)).strip();
        if (!text.toLowerCase(Locale.ROOT).matches("\\d{1,9}")) {
            report(
                    name,
                    "<" + key + "> must be a number of 0 or more, got \"" + text + "\"",
                    "Leave it out for " + usual);
            return usual;
        }
        return Integer.parseInt(text);
    }

    private void report(String listener, String what, String mend) {
        problems.add(new Problem(FILE + ": listener " + listener, what, mend));
    }
}
