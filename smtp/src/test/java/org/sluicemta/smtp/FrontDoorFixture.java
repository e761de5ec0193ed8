package org.sluicemta.smtp;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Provides;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.dnsservice.api.DNSService;
import org.sluicemta.admission.DiskRoom;
import org.sluicemta.admission.Mark;
import org.sluicemta.admission.Pressure;
import org.sluicemta.admission.Resource;
import org.sluicemta.chain.ChainPlan;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.conf.file.ConfiguredListener;
import org.sluicemta.conf.file.MailetContainerFile;
import org.sluicemta.conf.file.SmtpServerFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.conf.xml.XmlTreeReader;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.event.EventLog;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.keys.password.DerivedSalts;
import org.sluicemta.limit.DailyUse;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.network.IpRange;
import org.sluicemta.relay.RelayPolicy;
import org.sluicemta.repeat.IdempotencyKeys;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.settings.BrokerSettings;
import org.sluicemta.settings.ContentPlace;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.settings.DnsSettings;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.GuardSettings;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.settings.SmtpSettings;
import org.sluicemta.settings.SuppressionSettings;
import org.sluicemta.settings.UnsubscribeSettings;
import org.sluicemta.settings.WebListener;
import org.sluicemta.smtp.container.ChainModule;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionCheck;
import org.sluicemta.suppression.SuppressionDecision;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.tls.TestCertificate;

/** The real front door on free ports of loopback, with a hand-off that records. */
final class FrontDoorFixture implements AutoCloseable {
    static final String STAGE_ALL = "<processors><processor state='root'><mailet match='All'"
            + " class='org.sluicemta.smtp.StageMail'/></processor></processors>";
    private static final WebListener LOOPBACK = new WebListener(new Endpoint("127.0.0.1", 0), Optional.empty());

    private static final List<IpRange> TRUSTED = List.of(IpRange.parse("127.0.0.0/8"));

    final RecordingHandOff handOff = new RecordingHandOff();
    final RecordingEvents events = new RecordingEvents();
    final CollectorRegistry registry = new CollectorRegistry();
    final KnownTenants tenants = new KnownTenants();
    final FrontDoor door;
    final UseOfOneDay daily = new UseOfOneDay();
    final Set<String> suppressed = ConcurrentHashMap.newKeySet();
    final Pressure pressure;
    volatile double diskUse;
    volatile long room = Long.MAX_VALUE;
    private final List<BoundListener> bound;

    private FrontDoorFixture(Path home, String listeners, String chain, List<IpRange> trusted, SmtpSettings rules)
            throws Exception {
        pressure = new Pressure(
                rules.admission(), Map.of(Resource.DISK, new Pressure.Gauge(new Mark(80, 90, 1), () -> diskUse)));
        TestCertificate.selfSigned(InstantSource.system().instant(), "mx.example", "localhost")
                .writePem(home.resolve("server.crt"), home.resolve("server.key"));
        Files.createDirectories(home.resolve("data"));
        ServerSettings settings = settings(home, trusted, rules);
        door = Guice.createInjector(module(settings)).getInstance(FrontDoor.class);
        door.load(chain(home, chain));
        bound = door.start(settings(home, listeners));
    }

    /** One plain listener named relay; loopback is trusted. */
    static FrontDoorFixture relay(Path home, String elements, String chain) throws Exception {
        return new FrontDoorFixture(home, listener("relay", elements), chain, TRUSTED, SmtpSettings.DEFAULTS);
    }

    /** The same, but no client is trusted. */
    static FrontDoorFixture untrusted(Path home, String elements) throws Exception {
        return new FrontDoorFixture(home, listener("relay", elements), STAGE_ALL, List.of(), SmtpSettings.DEFAULTS);
    }

    /** The same, with rules of its own. */
    static FrontDoorFixture relay(Path home, SmtpSettings rules, String chain) throws Exception {
        return new FrontDoorFixture(home, listener("relay", ""), chain, TRUSTED, rules);
    }

    /** Several listeners; no client is trusted. */
    static FrontDoorFixture listeners(Path home, String... listeners) throws Exception {
        return new FrontDoorFixture(home, String.join("", listeners), STAGE_ALL, List.of(), SmtpSettings.DEFAULTS);
    }

    /** Listeners with rules of their own; loopback is trusted or not. */
    static FrontDoorFixture ruled(Path home, SmtpSettings rules, boolean trusted, String... listeners)
            throws Exception {
        return new FrontDoorFixture(home, String.join("", listeners), STAGE_ALL, trusted ? TRUSTED : List.of(), rules);
    }

    static String listener(String name, String elements) {
        return "<smtpserver enabled='true'><jmxName>" + name + "</jmxName><bind>127.0.0.1:0</bind>" + elements
                + "</smtpserver>";
    }

    static String tls(String how) {
        return "<tls " + how + "='true'><privateKey>server.key</privateKey>"
                + "<certificates>file://server.crt</certificates></tls>";
    }

    InetSocketAddress address(String name) {
        return bound.stream()
                .filter(listener -> listener.name().equals(name))
                .findFirst()
                .orElseThrow()
                .address();
    }

    /** Connected and greeted. */
    SmtpClient client() throws IOException {
        SmtpClient client = SmtpClient.connect(address("relay"));
        client.expect(220);
        return client;
    }

    /** Connected, greeted, EHLO said. */
    SmtpClient greeted() throws IOException {
        SmtpClient client = client();
        client.expect(250, "EHLO client.example");
        return client;
    }

    @Override
    public void close() {
        door.stop(Duration.ofSeconds(1));
    }

    private static List<ListenerSettings> settings(Path home, String elements)
            throws IOException, ConfigurationException {
        Problems problems = new Problems();
        List<ConfiguredListener> read = SmtpServerFile.read(
                xml(home, SmtpServerFile.NAME, "<smtpservers>" + elements + "</smtpservers>", problems),
                home,
                problems);
        problems.raise();
        return read.stream().map(ConfiguredListener::settings).toList();
    }

    /** @param elements {@code <processors>} */
    static ChainPlan chain(Path home, String elements) throws IOException, ConfigurationException {
        Problems problems = new Problems();
        ChainPlan plan = MailetContainerFile.read(
                xml(home, MailetContainerFile.NAME, "<mailetcontainer>" + elements + "</mailetcontainer>", problems),
                ChainClassCheck.NONE,
                problems);
        problems.raise();
        return plan;
    }

    private static XmlElement xml(Path home, String name, String text, Problems problems) throws IOException {
        Path file = Files.writeString(home.resolve(name), text);
        return new XmlTreeReader(Map.of(), problems).read(file).orElseThrow();
    }

    private AbstractModule module(ServerSettings settings) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(ServerSettings.class).toInstance(settings);
                bind(ReturnPathTokens.class).toInstance(new OneToken());
                bind(TenantDirectory.class).toInstance(tenants);
                bind(PasswordCheck.class).toInstance(tenants);
                bind(DerivedSalts.class).toInstance(new DerivedSalts(new byte[32]));
                bind(EventLog.class).toInstance(events);
                bind(IdempotencyKeys.class).toInstance(new KeysOfOneDay());
                bind(DailyUse.class).toInstance(daily);
                bind(Pressure.class).toInstance(pressure);
                bind(DiskRoom.class).toInstance(new DiskRoom(() -> room));
                bind(SuppressionCheck.class).toInstance(suppressed(suppressed));
                bind(HandOff.class).toInstance(handOff);
                bind(InstantSource.class).toInstance(InstantSource.system());
                install(new ChainModule());
                bind(DNSService.class).to(NoDns.class);
                bind(CollectorRegistry.class).toInstance(registry);
            }

            @Provides
            @com.google.inject.Singleton
            MessageIdSource ids() {
                return new MessageIdSource(InstantSource.system(), 0);
            }
        };
    }

    static SuppressionCheck suppressed(Set<String> addresses) {
        return (recipient, tenant, stream) -> addresses.contains(recipient.toString())
                ? new SuppressionDecision.Suppressed(new Suppression(
                        recipient.toString(),
                        new SuppressionScope.Global(),
                        SuppressionReason.HARD_BOUNCE,
                        "bounce",
                        null,
                        "test",
                        Instant.EPOCH,
                        null))
                : new SuppressionDecision.Allowed();
    }

    static ServerSettings settings(Path home, List<IpRange> trusted) {
        return settings(home, trusted, SmtpSettings.DEFAULTS);
    }

    static ServerSettings settings(Path home, List<IpRange> trusted, SmtpSettings door) {
        return new ServerSettings(
                false,
                "mx.example",
                0,
                home.resolve("data"),
                home,
                KnownTenants.ACME,
                "",
                new BounceDomain("bounce.example", "b-", Set.of("fbl"), Period.ofDays(30)),
                new RelayPolicy(trusted, Set.of("relayed.example")),
                new DatabaseSettings("jdbc:derby:memory:x", null, null),
                new BrokerSettings(Optional.empty(), ContentPlace.FILES, home, 1, 1, 1),
                LOOPBACK,
                new UnsubscribeSettings(Optional.empty(), LOOPBACK),
                new Endpoint("127.0.0.1", 0),
                new DnsSettings(List.of(), Duration.ofSeconds(1)),
                home,
                home,
                SuppressionSettings.DEFAULTS,
                GuardSettings.DEFAULTS,
                Duration.ofSeconds(1),
                ServerSettings.USUALLY_LATE_AFTER,
                ServerSettings.USUAL_AUDIT_AGE,
                true,
                door);
    }
}
