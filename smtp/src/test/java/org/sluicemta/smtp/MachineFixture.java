package org.sluicemta.smtp;

import com.google.inject.AbstractModule;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.james.dnsservice.api.DNSService;
import org.sluicemta.admission.AdmissionSettings;
import org.sluicemta.admission.DiskRoom;
import org.sluicemta.admission.Pressure;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.event.EventLog;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.keys.password.DerivedSalts;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.limit.ContentLimits;
import org.sluicemta.limit.DailyUse;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Limits;
import org.sluicemta.limit.LoginLimits;
import org.sluicemta.limit.SessionLimits;
import org.sluicemta.limit.SubjectKind;
import org.sluicemta.listener.TlsSettings;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.network.IpRange;
import org.sluicemta.repeat.IdempotencyKeys;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.settings.ChainSettings;
import org.sluicemta.settings.PemPair;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.settings.SmtpSettings;
import org.sluicemta.smtp.chain.ChainLoader;
import org.sluicemta.smtp.chain.LoadedChain;
import org.sluicemta.smtp.chain.MailetChain;
import org.sluicemta.smtp.container.ChainMailetContext;
import org.sluicemta.smtp.container.ChainModule;
import org.sluicemta.smtp.container.InjectedMailets;
import org.sluicemta.smtp.data.ContentBudget;
import org.sluicemta.smtp.data.Spool;
import org.sluicemta.smtp.listener.Conversations;
import org.sluicemta.smtp.listener.InMemoryConnection;
import org.sluicemta.smtp.listener.InMemoryConnection.Kind;
import org.sluicemta.smtp.tls.ServerTls;
import org.sluicemta.suppression.SuppressionCheck;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.testing.tls.TestCertificate;

/** The protocol machine with its chain, without sockets, threads or files. */
final class MachineFixture implements AutoCloseable {
    /** Low enough to be reached; a second connection that is still counted would be one too many. */
    private static final SmtpSettings LIMITED = new SmtpSettings(
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
                    SessionLimits.DEFAULTS,
                    ContentLimits.DEFAULTS),
            AdmissionSettings.DEFAULTS,
            "Idempotency-Key",
            ChainSettings.DEFAULTS);

    private final ContentBudget budget = new ContentBudget(1 << 20);
    private final Injector injector;
    private final Path directory = Files.createDirectories(Path.of("target", "machine"));
    private final ServerTls tls;

    MachineFixture() throws IOException, ConfigurationException, GeneralSecurityException {
        tls = tls(directory);
        injector = Guice.createInjector(module());
        InjectedMailets mailets = injector.getInstance(InjectedMailets.class);
        MailetChain chain = new ChainLoader(mailets, mailets, injector.getInstance(ChainMailetContext.class))
                .load(FrontDoorFixture.chain(directory, FrontDoorFixture.STAGE_ALL));
        injector.getInstance(LoadedChain.class).put(chain);
    }

    private AbstractModule module() {
        KnownTenants tenants = new KnownTenants();
        return new AbstractModule() {
            @Override
            protected void configure() {
                install(new ChainModule());
                bind(ServerSettings.class)
                        .toInstance(
                                FrontDoorFixture.settings(directory, List.of(IpRange.parse("127.0.0.0/8")), LIMITED));
                bind(Spool.class).toInstance(new Spool(directory, 64 * 1024, budget, new ContentBudget(1 << 20)));
                bind(ReturnPathTokens.class).toInstance(new OneToken());
                bind(TenantDirectory.class).toInstance(tenants);
                bind(PasswordCheck.class).toInstance(tenants);
                bind(DerivedSalts.class).toInstance(new DerivedSalts(new byte[32]));
                bind(MessageIdSource.class).toInstance(new MessageIdSource(InstantSource.system(), 0));
                bind(EventLog.class).toInstance(new RecordingEvents());
                bind(InstantSource.class).toInstance(InstantSource.system());
                bind(HandOff.class).toInstance(new RecordingHandOff());
                bind(IdempotencyKeys.class).toInstance(new KeysOfOneDay());
                bind(DailyUse.class).toInstance(new UseOfOneDay());
                bind(Pressure.class).toInstance(Pressure.none());
                bind(DiskRoom.class).toInstance(DiskRoom.unlimited());
                bind(SuppressionCheck.class).toInstance(FrontDoorFixture.suppressed(Set.of("gone@y.example")));
                bind(DNSService.class).to(NoDns.class);
                bind(CollectorRegistry.class).toInstance(new CollectorRegistry());
            }
        };
    }

    private static ServerTls tls(Path directory) throws IOException, GeneralSecurityException {
        PemPair files = new PemPair(directory.resolve("server.key"), directory.resolve("server.crt"));
        TestCertificate.selfSigned(InstantSource.system().instant(), "mx.example")
                .writePem(files.certificates(), files.privateKey());
        return new ServerTls(
                new TlsSettings(
                        "smtpserver.xml:1",
                        files,
                        List.of(),
                        TlsSettings.ClientCertificates.NONE,
                        List.of(),
                        List.of()),
                System::nanoTime);
    }

    EmbeddedChannel channel() {
        return channel(Kind.TRUSTED);
    }

    EmbeddedChannel channel(Kind kind) {
        return InMemoryConnection.open(injector.getInstance(Conversations.class), kind, tls);
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
        injector.getInstance(LoadedChain.class).close();
    }
}
