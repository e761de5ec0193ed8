package org.sluicemta.smtp;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.netty.channel.embedded.EmbeddedChannel;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.sluicemta.admission.AdmissionSettings;
import org.sluicemta.admission.DiskRoom;
import org.sluicemta.admission.Pressure;
import org.sluicemta.keys.password.NameSalts;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.limit.ContentLimits;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Limits;
import org.sluicemta.limit.LoginLimits;
import org.sluicemta.limit.SessionLimits;
import org.sluicemta.limit.SubjectKind;
import org.sluicemta.listener.TlsSettings;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.network.IpRange;
import org.sluicemta.relay.RelayPolicy;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.settings.ChainSettings;
import org.sluicemta.settings.DoorSettings;
import org.sluicemta.settings.PemPair;
import org.sluicemta.smtp.auth.TokenChecks;
import org.sluicemta.smtp.chain.ChainConfiguration;
import org.sluicemta.smtp.chain.MailetChain;
import org.sluicemta.smtp.container.AnsweredDomains;
import org.sluicemta.smtp.container.ChainMailetContext;
import org.sluicemta.smtp.container.InjectedMailets;
import org.sluicemta.smtp.data.ContentBudget;
import org.sluicemta.smtp.data.Spool;
import org.sluicemta.smtp.intake.MailIntake;
import org.sluicemta.smtp.intake.PostChainCheck;
import org.sluicemta.smtp.listener.InMemoryConnection.Kind;
import org.sluicemta.smtp.listener.InMemoryConnection;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.policy.DoorRules;
import org.sluicemta.smtp.session.Door;
import org.sluicemta.smtp.tls.ServerTls;
import org.sluicemta.testing.tls.TestCertificate;

/** The protocol machine with its chain, without sockets, threads or files. */
final class MachineFixture implements AutoCloseable {
    /** Low enough to be reached; a second connection that is still counted would be one too many. */
    private static final DoorSettings LIMITED = new DoorSettings(
            new ClientLimits(
                    Map.of(
                            SubjectKind.ADDRESS,
                            new Limits(Map.of(LimitKind.CONNECTIONS, 1, LimitKind.RECIPIENTS_PER_MESSAGE, 3)),
                            SubjectKind.CREDENTIAL,
                            new Limits(Map.of(LimitKind.CONNECTIONS, 1, LimitKind.BYTES_PER_MESSAGE, 90_000)),
                            SubjectKind.TENANT,
                            new Limits(Map.of(LimitKind.RECIPIENTS_PER_MESSAGE, 4))),
                    24,
                    64,
                    new LoginLimits(0, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(1)),
                    SessionLimits.USUAL,
                    ContentLimits.USUAL),
            AdmissionSettings.USUAL,
            "Idempotency-Key",
            ChainSettings.DEFAULTS);

    private final ContentBudget budget = new ContentBudget(1 << 20);
    private final MailetChain chain;
    private final Door door;

    private final Path directory = Files.createDirectories(Path.of("target", "machine"));
    private final ServerTls tls;

    MachineFixture()
            throws IOException, ConfigurationException, org.sluicemta.config.ConfigurationException,
                    GeneralSecurityException {
        KnownTenants tenants = new KnownTenants();
        Injector injector = Guice.createInjector();
        InjectedMailets mailets = injector.getInstance(InjectedMailets.class);
        MessageIdSource ids = new MessageIdSource(InstantSource.system(), 0);
        RecordingHandOff handOff = new RecordingHandOff();
        ChainMailetContext context = new ChainMailetContext(
                new NoDns(),
                new AnsweredDomains(FrontDoorFixture.settings(directory, List.of())),
                handOff,
                ids,
                InstantSource.system());
        tls = tls(directory);
        chain = new ChainConfiguration(mailets, mailets, context)
                .load(FrontDoorFixture.xml("<m>" + FrontDoorFixture.STAGE_ALL + "</m>"));
        RecordingEvents events = new RecordingEvents();
        FrontDoorMetrics metrics = new FrontDoorMetrics(new CollectorRegistry());
        DoorRules rules = new DoorRules(
                FrontDoorFixture.settings(directory, List.of(), LIMITED),
                tenants,
                new UseOfOneDay(),
                Pressure.none(),
                DiskRoom.unlimited(),
                FrontDoorFixture.suppressed(Set.of("gone@y.example")));
        door = new Door(
                "mx.example",
                new RelayPolicy(List.of(IpRange.parse("127.0.0.0/8")), Set.of("relayed.example")),
                new BounceDomain("bounce.example", "b-", Set.of(), Period.ofDays(1)),
                new OneToken(),
                tenants,
                tenants,
                new NameSalts(new byte[32]),
                ids,
                events,
                InstantSource.system(),
                new Spool(directory, 64 * 1024, budget, new ContentBudget(1 << 20)),
                new MailIntake(chain, handOff, events, new PostChainCheck(rules, metrics), new KeysOfOneDay()),
                metrics,
                new TokenChecks(List.of(InMemoryConnection.auth()), InstantSource.system()),
                rules);
    }

    private static ServerTls tls(Path directory) throws IOException, GeneralSecurityException {
        PemPair files = new PemPair(directory.resolve("server.key"), directory.resolve("server.crt"));
        TestCertificate.selfSigned(InstantSource.system().instant(), "mx.example")
                .writePem(files.certificates(), files.privateKey());
        return new ServerTls(
                new TlsSettings(files, List.of(), TlsSettings.ClientCertificates.NONE, List.of(), List.of()),
                System::nanoTime);
    }

    EmbeddedChannel channel() {
        return channel(Kind.TRUSTED);
    }

    EmbeddedChannel channel(Kind kind) {
        return InMemoryConnection.open(door, kind, tls);
    }

    /** Files of messages that are being received. */
    long files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("receiving-"))
                    .count();
        }
    }

    long memoryInUse() {
        return budget.used();
    }

    @Override
    public void close() {
        chain.close();
    }
}
