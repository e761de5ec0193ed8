package org.sluicemta.conf.file;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.relay.RelayPolicy;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.settings.DnsSettings;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.PemPair;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.settings.UnsubscribeSettings;
import org.sluicemta.settings.WebListener;
import org.sluicemta.tenant.TenantId;

/** Reads {@code sluice.xml}. Relative directories are below the server's home. */
public final class SluiceFile {
    public static final String NAME = "sluice.xml";

    private static final ValueType<String> LOCAL_PART = new ValueType<>("the part of an address before the @", text -> {
        if (!text.matches("[A-Za-z0-9._+-]{1,64}")) {
            throw new IllegalArgumentException(text);
        }
        return text.toLowerCase(Locale.ROOT);
    });
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

    private ServerSettings settings() {
        ElementReader server = root.childOrEmpty("server");
        ElementReader directories = root.childOrEmpty("directories");
        ElementReader keys = root.childOrEmpty("keys");
        Path data = path(directories, "data", home, "data");
        DatabaseSettings database = StorageElements.database(root.childOrEmpty("database"), data);
        return new ServerSettings(
                root.attribute("mode", MODE, "trial").equals("production"),
                server.required("host-name", ValueTypes.DOMAIN, "localhost"),
                server.attribute("node", ValueTypes.integer(0, 63), 0),
                data,
                path(directories, "log", home, "log"),
                new TenantId(server.required("platform-tenant", ValueTypes.NAME, "platform")),
                server.attribute("postmaster", MAILBOX, ""),
                bounceDomain(root.childOrEmpty("bounce-domain")),
                relayPolicy(root.childOrEmpty("relay")),
                database,
                StorageElements.broker(root.childOrEmpty("broker"), data, database),
                webListener(root.childOrEmpty("http"), 8025),
                unsubscribe(root.childOrEmpty("unsubscribe")),
                jmx(root.childOrEmpty("jmx")),
                dns(root.childOrEmpty("dns")),
                path(keys, "tokens", home, "conf/keys/return-path.keys"),
                path(keys, "dkim", home, "conf/keys/dkim"),
                ComeBackElements.suppression(root.childOrEmpty("suppression"), home),
                ComeBackElements.guard(root.childOrEmpty("guard")),
                server.attribute("drain-bound", ValueTypes.DURATION_TIME, Duration.ofSeconds(20)),
                lateAfter(server),
                DoorParts.read(root));
    }

    private static Duration lateAfter(ElementReader server) {
        Duration time = server.attribute("late-after", ValueTypes.DURATION_TIME, ServerSettings.USUALLY_LATE_AFTER);
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            server.problem(
                    "late-after must be at least 1m, since queues are counted every 30s, got \"" + time.toSeconds()
                            + "s\"",
                    "Leave it out for 15m");
        }
        return time;
    }

    private static BounceDomain bounceDomain(ElementReader element) {
        String prefix = element.attribute("prefix", LOCAL_PART, "b-");
        if (prefix.length() > 3) {
            element.problem("prefix must have at most 3 characters, got \"" + prefix + "\"", "Shorten it");
            prefix = "";
        }
        if (prefix.equals(BounceDomain.UNSUBSCRIBE_PREFIX)) {
            element.problem(
                    "prefix must not be that of addresses for unsubscribing, got \"" + prefix + "\"",
                    "Take another one, such as b-");
            prefix = "";
        }
        return new BounceDomain(
                element.required("name", ValueTypes.DOMAIN, "bounce.localhost"),
                prefix,
                new HashSet<>(element.texts("feedback-address", LOCAL_PART)),
                Period.ofDays(element.attribute("token-days", ValueTypes.integer(1, 3650), 60)));
    }

    private static RelayPolicy relayPolicy(ElementReader element) {
        return new RelayPolicy(
                element.texts("trusted-network", ValueTypes.NETWORK),
                Set.copyOf(element.texts("relay-domain", ValueTypes.DOMAIN)),
                element.attribute(
                        "notices-per-minute", ValueTypes.integer(0, 60_000), RelayPolicy.USUAL_NOTICES_PER_MINUTE));
    }

    private static Endpoint endpoint(ElementReader element, int port) {
        String address = element.attribute("address", ValueTypes.HOST, "127.0.0.1");
        return new Endpoint(address, element.attribute("port", ValueTypes.integer(0, 65535), port));
    }

    /** What a JMX client sends, its secret too, is not encrypted. */
    private static Endpoint jmx(ElementReader element) {
        Endpoint endpoint = endpoint(element, 9999);
        if (!endpoint.staysOnThisMachine()) {
            element.problem(
                    "address must be one of this machine alone, got \"" + endpoint.address() + "\"",
                    "Write 127.0.0.1 and come through a tunnel: ssh -L " + endpoint.port() + ":127.0.0.1:"
                            + endpoint.port() + " HOST");
        }
        return endpoint;
    }

    private WebListener webListener(ElementReader element, int port) {
        Optional<Path> key = element.optional("private-key", ValueTypes.TEXT).map(this::belowHome);
        Optional<Path> certificates =
                element.optional("certificates", ValueTypes.TEXT).map(this::belowHome);
        if (key.isPresent() != certificates.isPresent()) {
            element.problem(
                    "private-key and certificates belong together, got one of them",
                    "Give both, or neither to serve in clear");
        }
        return new WebListener(
                endpoint(element, port), key.flatMap(file -> certificates.map(chain -> new PemPair(file, chain))));
    }

    private UnsubscribeSettings unsubscribe(ElementReader element) {
        return new UnsubscribeSettings(element.optional("url", PUBLIC_URL), webListener(element, 8026));
    }

    private Path belowHome(String file) {
        return home.resolve(file).normalize();
    }

    private static DnsSettings dns(ElementReader element) {
        return new DnsSettings(
                element.attribute("servers", ValueTypes.listOf(RESOLVER), List.of()),
                element.attribute("timeout", ValueTypes.DURATION_TIME, Duration.ofSeconds(5)));
    }

    static Path path(ElementReader element, String attribute, Path base, String otherwise) {
        return base.resolve(element.attribute(attribute, ValueTypes.TEXT, otherwise))
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
