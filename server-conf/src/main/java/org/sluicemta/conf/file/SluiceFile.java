package org.sluicemta.conf.file;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.conf.xml.ElementDescription;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.relay.RelayPolicy;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.settings.DnsSettings;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.PemPair;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.settings.UnsubscribeSettings;
import org.sluicemta.settings.WebListener;
import org.sluicemta.tenant.TenantId;

/** Reads {@code sluice.xml}. Relative directories are relative to the server's home. */
public final class SluiceFile {
    public static final String NAME = "sluice.xml";
    public static final String TITLE = "sluice.xml: the server itself. A change needs a restart.";

    private static final ValueType<String> MAILBOX = new ValueType<>(
            "a mail address such as postmaster@example.org",
            text -> EmailAddress.parse(text).toString());
    private static final ValueType<String> RESOLVER = new ValueType<>(
            "the address of a resolver, with a port if it is not 53: 192.0.2.53 or 192.0.2.53:5353",
            SluiceFile::resolver);

    private static final ValueType<String> MODE = new ValueType<>("trial or production", text -> {
        if (!text.equals("trial") && !text.equals("production")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    });
    private static final ValueType<URI> PUBLIC_URL = new ValueType<>(
            "an https address without a query such as https://mail.example.org", UnsubscribeSettings::publicUrl);

    private final ElementReader root;
    private final Path home;

    private SluiceFile(ElementReader root, Path home) {
        this.root = root;
        this.home = home.toAbsolutePath().normalize();
    }

    public static ServerSettings read(XmlElement file, Path home, Problems problems) {
        ElementReader root = ElementReader.root(file, "sluice", problems);
        ServerSettings settings = new SluiceFile(root, home).settings();
        root.finish();
        return settings;
    }

    public static ElementDescription describe() {
        ElementReader root = ElementReader.describing("sluice", "The server itself.");
        new SluiceFile(root, Path.of("")).settings();
        return root.description();
    }

    private ServerSettings settings() {
        ElementReader server = root.childOrEmpty("server", "The server's identity.");
        ElementReader directories =
                root.childOrEmpty("directories", "Directories; relative ones are below the server's home.");
        ElementReader keys = root.childOrEmpty("keys", "Keys; as secret as passwords.");
        Path data = path(directories, "data", home, "data", "Queues, content, database and spool.");
        DatabaseSettings database =
                StorageElements.database(root.childOrEmpty("database", "Tenants, suppression and tokens."), data);
        return new ServerSettings(
                root.attribute(
                                "mode",
                                MODE,
                                "trial",
                                "trial, or production: names such as localhost and passwords that are easy to guess"
                                        + " then prevent the server from starting; in a trial they cause warnings.")
                        .equals("production"),
                server.required(
                        "host-name",
                        ValueTypes.DOMAIN,
                        "localhost",
                        "Our name in greetings, Received fields and notices. It needs A, AAAA and PTR records."),
                server.attribute(
                        "node",
                        ValueTypes.integer(0, 63),
                        0,
                        "Number of this node, 0 to 63; each node of a cluster has its own."),
                data,
                path(directories, "log", home, "log", "Events."),
                new TenantId(server.required(
                        "platform-tenant",
                        ValueTypes.NAME,
                        "platform",
                        "Tenant of tenants.xml that owns our notices.")),
                server.attribute(
                        "postmaster",
                        MAILBOX,
                        "",
                        "Where mail to postmaster and abuse at the bounce domain is forwarded; if empty, it is kept as "
                                + "events only."),
                ComeBackElements.bounceDomain(
                        root.childOrEmpty(
                                "bounce-domain",
                                "The domain that bounces and complaints come back to. Its MX record must point at this server.")),
                relayPolicy(root.childOrEmpty("relay", "Who may relay.")),
                database,
                StorageElements.broker(root.childOrEmpty("broker", "The queues."), data, database),
                webListener(
                        root.childOrEmpty(
                                "http",
                                "Metrics, health and the API. The API is served on loopback or with TLS" + " only."),
                        8025,
                        "Address to listen on."),
                unsubscribe(root.childOrEmpty("unsubscribe", "One-click unsubscribe pages, RFC 8058.")),
                jmx(root.childOrEmpty("jmx", "The JMX connector.")),
                dns(root.childOrEmpty("dns", "Resolvers.")),
                path(
                        keys,
                        "tokens",
                        home,
                        "conf/keys/return-path.keys",
                        "File of the keys that sign return paths; created on first start."),
                path(keys, "dkim", home, "conf/keys/dkim", "Directory of DKIM keys."),
                ComeBackElements.suppression(
                        root.childOrEmpty("suppression", "How the suppression list is kept, and what is added to it."),
                        home),
                ComeBackElements.guard(root.childOrEmpty(
                        "guard",
                        "When a tenant's streams are held because too much bounces or draws complaints. "
                                + "Complaints count when the recipient's own site signed them, or a source named here "
                                + "vouches for them; from 10 on, of 3 sources at least.")),
                server.attribute(
                        "drain-bound",
                        ValueTypes.DURATION_TIME,
                        Duration.ofSeconds(20),
                        "How long a shutdown waits for deliveries in flight."),
                lateAfter(server),
                Period.ofDays(root.childOrEmpty("audit", "The record of what operators did.")
                        .attribute(
                                "days",
                                ValueTypes.integer(1, 36_500),
                                ServerSettings.USUAL_AUDIT_AGE.getDays(),
                                "Days that an entry is kept, 1 to 36500.")),
                root.childOrEmpty("index", "The index of events, which finds messages; kept as long as the events.")
                        .attribute(
                                "enabled",
                                ValueTypes.BOOLEAN,
                                true,
                                "Whether events are indexed; if not, sluice message trace and find have no answer."),
                SmtpElements.read(root));
    }

    private static Duration lateAfter(ElementReader server) {
        Duration time = server.attribute(
                "late-after",
                ValueTypes.DURATION_TIME,
                ServerSettings.USUALLY_LATE_AFTER,
                "The server is not ready while due retries, or a lane with deliverable mail, have "
                        + "been stalled for longer.");
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            server.problem(
                    "late-after must be at least 1m, since queues are counted every 30s, got \"" + time.toSeconds()
                            + "s\"",
                    "Leave it out for 15m");
        }
        return time;
    }

    private static RelayPolicy relayPolicy(ElementReader element) {
        return new RelayPolicy(
                element.texts("trusted-network", ValueTypes.NETWORK, "Clients here may send anywhere without AUTH."),
                Set.copyOf(element.texts(
                        "relay-domain", ValueTypes.DOMAIN, "Mail for this domain is accepted from anyone.")),
                element.attribute(
                        "notices-per-minute",
                        ValueTypes.integer(0, 60_000),
                        RelayPolicy.DEFAULT_NOTICES_PER_MINUTE,
                        "Maximum number of status notices to senders of mail for relay domains who didn't log in; 0 sends "
                                + "none."));
    }

    private static Endpoint endpoint(ElementReader element, int port, String help) {
        String address = element.attribute("address", ValueTypes.HOST, "127.0.0.1", help);
        return new Endpoint(
                address, element.attribute("port", ValueTypes.integer(0, 65535), port, "Port; 0 takes a free one."));
    }

    /** JMX traffic, including the secret, isn't encrypted. */
    private static Endpoint jmx(ElementReader element) {
        Endpoint endpoint = endpoint(element, 9999, "Loopback address to listen on.");
        if (!endpoint.staysOnThisMachine()) {
            element.problem(
                    "address must be one of this machine alone, got \"" + endpoint.address() + "\"",
                    "Write 127.0.0.1 and come through a tunnel: ssh -L " + endpoint.port() + ":127.0.0.1:"
                            + endpoint.port() + " HOST");
        }
        return endpoint;
    }

    private WebListener webListener(ElementReader element, int port, String help) {
        Optional<Path> key = element.optional(
                        "private-key",
                        ValueTypes.TEXT,
                        "PEM file of the key, below the server's home, to serve HTTPS. Default: none, plain HTTP.")
                .map(this::belowHome);
        Optional<Path> certificates = element.optional(
                        "certificates",
                        ValueTypes.TEXT,
                        "PEM file of the certificate and its issuers; reloaded when it changes.")
                .map(this::belowHome);
        if (key.isPresent() != certificates.isPresent()) {
            element.problem(
                    "private-key and certificates belong together, got one of them",
                    "Give both, or neither for plain HTTP");
        }
        return new WebListener(
                endpoint(element, port, help),
                key.flatMap(file -> certificates.map(chain -> new PemPair(file, chain))));
    }

    private UnsubscribeSettings unsubscribe(ElementReader element) {
        return new UnsubscribeSettings(
                element.optional(
                        "url",
                        PUBLIC_URL,
                        "Public base URL of the links in mail, with https. Default: none, " + "and nothing is served."),
                webListener(element, 8026, "Address to listen on, behind a proxy."));
    }

    private Path belowHome(String file) {
        return home.resolve(file).normalize();
    }

    private static DnsSettings dns(ElementReader element) {
        return new DnsSettings(
                element.attribute(
                        "servers",
                        ValueTypes.listOf(RESOLVER),
                        List.of(),
                        "Addresses, or address:port, separated by spaces. Default: the system's."),
                element.attribute("timeout", ValueTypes.DURATION_TIME, Duration.ofSeconds(5), "Timeout of one query."));
    }

    static Path path(ElementReader element, String attribute, Path base, String otherwise, String help) {
        return base.resolve(element.attribute(attribute, ValueTypes.TEXT, otherwise, help))
                .normalize();
    }

    private static String resolver(String text) {
        int colon = text.lastIndexOf(':');
        boolean withPort = colon >= 0 && colon == text.indexOf(':');
        int port = withPort ? Integer.parseInt(text.substring(colon + 1)) : 53;
        if (!ValueTypes.isAddress(withPort ? text.substring(0, colon) : text) || port < 1 || port > 65535) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
