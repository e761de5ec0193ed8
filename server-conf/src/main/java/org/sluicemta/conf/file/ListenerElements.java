package org.sluicemta.conf.file;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.listener.BareLineEnds;
import org.sluicemta.listener.HeaderLimits;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.listener.ListenerSettings.Limits;
import org.sluicemta.listener.ListenerSettings.Xclient;
import org.sluicemta.listener.LongLines;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;

/** Reads one {@code <smtpserver>}. */
final class ListenerElements {
    private static final Pattern ADDRESS_AND_PORT = Pattern.compile("\\[?([0-9A-Fa-f:.]+?)]?:(\\d{1,5})");
    private static final Pattern JAMES_SIZE = Pattern.compile("(\\d{1,9})([kmg]?)");
    private static final int LONGEST_HOLD = 7 * 24 * 3600;
    private static final String JAMES_COMMANDS = "org.apache.james.smtpserver.CoreCmdHandlerLoader";

    private static final ValueType<List<InetSocketAddress>> BIND = new ValueType<>(
            "address:port such as 0.0.0.0:25 or [::]:25 (several are separated by commas)", ListenerElements::bind);
    private static final ValueType<Long> SIZE =
            new ValueType<>("a size in KiB, or with a unit such as 25M", ListenerElements::size);
    private static final ValueType<String> BARE_LINE_ENDS = ValueTypes.word("refuse", "normalise");
    private static final ValueType<Integer> MOST = ValueTypes.integer(0, 1_000_000);
    private static final ValueType<Integer> SOME = ValueTypes.integer(1, 1_000_000);
    private static final ValueType<Integer> OCTETS = ValueTypes.integer(1, 100_000_000);
    private static final ValueType<Integer> A_MINUTE = ValueTypes.integer(0, 100_000_000);

    private final ElementReader server;
    private final Path home;
    private final boolean enabled;

    /** @param enabled whether settings that contradict each other are a problem */
    ListenerElements(ElementReader server, Path home, boolean enabled) {
        this.server = server;
        this.home = home;
        this.enabled = enabled;
    }

    ListenerSettings read(String name) {
        JamesOnly.inListener(server);
        handlers(server.childOrEmpty("handlerchain", "James's handlers, which don't exist here."));
        List<InetSocketAddress> addresses = server.value(
                "bind", BIND, bind("0.0.0.0:25"), "Addresses and ports to listen on; port 0 takes a free one.");
        TlsElements tls = new TlsElements(server.childOrEmpty("tls", "How connections are encrypted."), home, enabled);
        AuthElements auth = new AuthElements(server, home, enabled);
        return new ListenerSettings(
                server.where(),
                name,
                addresses,
                server.value(
                        "connectionBacklog",
                        ValueTypes.integer(0, 100_000),
                        0,
                        "Connections that may wait to be accepted; at least 511, at most the system's limit."),
                tls.mode(),
                tls.settings(),
                auth.read(tls.mode()),
                server.value("stream", ValueTypes.NAME, "Stream of mail received here.")
                        .map(StreamId::new),
                server.value(
                                "maxmessagesize",
                                SIZE,
                                "Maximum message size, in KiB or with a unit: 50M; 0 for no limit.")
                        .orElse(0L),
                Duration.ofSeconds(server.value(
                        "connectiontimeout", ValueTypes.integer(1, 86_400), 300, "Seconds a client may be silent;")),
                limits(),
                Duration.ofSeconds(server.value(
                        "longestHold",
                        ValueTypes.integer(0, 999_999_999),
                        LONGEST_HOLD,
                        "Maximum seconds a client may have its mail held (FUTURERELEASE, RFC 4865), 0 to disable it;")),
                proxies(),
                xclient(server.childOrEmpty("xclient", "Clients that may use XCLIENT.")),
                server.value(
                                        "bareLineEnds",
                                        BARE_LINE_ENDS,
                                        "refuse",
                                        "What to do with a lone CR or LF in a message:"
                                                + " refuse answers 554, normalise converts it to CRLF;")
                                .equals("refuse")
                        ? BareLineEnds.REFUSE
                        : BareLineEnds.NORMALISE,
                longLines(),
                server.value(
                        "strict",
                        ValueTypes.BOOLEAN,
                        false,
                        "Whether command syntax must follow RFC 5321. If not, invalid HELO and EHLO"
                                + " names, addresses without brackets, with misplaced dots or a dot after the"
                                + " domain, and parameters after HELO are accepted too, as in Postfix;"));
    }

    private LongLines longLines() {
        String word = server.value(
                "longLines",
                ValueTypes.word("break", "refuse", "keep"),
                "break",
                "What to do with lines of more than 998 octets: break folds them before the message is signed, refuse"
                        + " answers 554, keep relays them unchanged;");
        return LongLines.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private Limits limits() {
        ElementReader limits = server.childOrEmpty("limits", "Limits for one client.");
        return new Limits(
                limits.value("recipients", SOME, 1000, "Recipients of one message;"),
                limits.value("badCommands", SOME, 20, "Bad commands before 421;"),
                limits.value("failedLogins", SOME, 3, "Failed logins before 421;"),
                server.value("connectionLimit", MOST, 0, "Connections of all clients, 0 for no limit;"),
                server.value("connectionLimitPerIP", MOST, 0, "Connections of one address, 0 for no limit;"),
                limits.value(
                        "connectionsPerMinute",
                        A_MINUTE,
                        0,
                        "New connections of one address (IPv6: one /64) a minute, 0 for no limit;"),
                limits.value(
                        "messagesPerMinute",
                        A_MINUTE,
                        0,
                        "Messages of one address (IPv6: one /64) a minute, 0 for no limit;"),
                header(limits));
    }

    private static HeaderLimits header(ElementReader limits) {
        HeaderLimits defaults = HeaderLimits.DEFAULTS;
        return new HeaderLimits(
                limits.value(
                        "headerOctets",
                        OCTETS,
                        defaults.octets(),
                        "Octets of a message header, all fields together; a larger one is answered 554 at"
                                + " its end;"),
                limits.value("headerFields", SOME, defaults.fields(), "Header fields of one message;"),
                limits.value(
                        "fieldOctets",
                        OCTETS,
                        defaults.fieldOctets(),
                        "Octets of one header field including continuation lines;"));
    }

    private List<IpRange> proxies() {
        ElementReader proxies = server.childOrEmpty(
                "proxies",
                "Clients that use the PROXY protocol. Nobody else can connect then: other connections are closed without a reply,"
                        + " logged and counted.");
        List<IpRange> found = proxies.texts("network", ValueTypes.NETWORK, "Address or network of proxies.");
        boolean required = server.value(
                        "proxyRequired", ValueTypes.BOOLEAN, "Whether every connection starts with a PROXY header.")
                .orElse(!found.isEmpty());
        if (enabled && required == found.isEmpty()) {
            server.problem(
                    "<proxyRequired> and <proxies> contradict each other: " + found.size() + " networks are named",
                    "Name the proxies: <proxies><network>192.0.2.10</network></proxies>");
        }
        return found;
    }

    private static Xclient xclient(ElementReader xclient) {
        boolean login = xclient.attribute(
                "login", ValueTypes.BOOLEAN, false, "Whether they may also pass on the client's login.");
        return new Xclient(xclient.texts("network", ValueTypes.NETWORK, "Address or network of such clients."), login);
    }

    /** James lists its own command loader there, which ours replaces. Anything else would silently be ignored. */
    private void handlers(ElementReader chain) {
        chain.optional("coreHandlersPackage", ValueTypes.TEXT, "Accepted for compatibility with James; has no effect.");
        chain.optional("jmxHandlersPackage", ValueTypes.TEXT, "Accepted for compatibility with James; has no effect.");
        chain.attribute("enableJmx", ValueTypes.BOOLEAN, true, "Accepted for compatibility with James; has no effect.");
        for (ElementReader handler : chain.children("handler", "James's own command loader; nothing else.")) {
            String type = handler.required("class", ValueTypes.TEXT, JAMES_COMMANDS, "Its class.");
            handler.leaveOpen();
            if (enabled && !type.equals(JAMES_COMMANDS)) {
                handler.problem("handler " + type + " cannot be used", "Do its work in a matcher");
            }
        }
    }

    private static List<InetSocketAddress> bind(String text) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String one : text.split(",")) {
            Matcher matcher = ADDRESS_AND_PORT.matcher(one.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(one);
            }
            addresses.add(
                    new InetSocketAddress(IpRange.parse(matcher.group(1)).base(), Integer.parseInt(matcher.group(2))));
        }
        return addresses;
    }

    /** As in James: a bare number is in KiB. */
    private static long size(String text) {
        Matcher matcher = JAMES_SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        int shift = switch (matcher.group(2)) {
            case "m" -> 20;
            case "g" -> 30;
            default -> 10;
        };
        return Long.parseLong(matcher.group(1)) << shift;
    }

    static Optional<Path> file(ElementReader parent, String name, Path home, String help) {
        return parent.value(name, ValueTypes.TEXT, help)
                .map(text -> home.resolve(text.startsWith("file://") ? text.substring("file://".length()) : text));
    }
}
