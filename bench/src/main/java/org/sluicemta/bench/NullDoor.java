package org.sluicemta.bench;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Scopes;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.MailetContext;
import org.sluicemta.admission.DiskRoom;
import org.sluicemta.admission.Pressure;
import org.sluicemta.assembly.FastCryptography;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.conf.file.ConfiguredTenant;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.dkim.DkimKeys;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.event.EventLog;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.keys.dkim.DkimKeyRing;
import org.sluicemta.keys.password.DerivedSalts;
import org.sluicemta.keys.returnpath.SignedReturnPathTokens;
import org.sluicemta.keys.returnpath.TokenKeys;
import org.sluicemta.limit.DailyUse;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.repeat.IdempotencyKeys;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.settings.UnsubscribeSettings;
import org.sluicemta.smtp.BoundListener;
import org.sluicemta.smtp.FrontDoor;
import org.sluicemta.smtp.container.AnsweredDomains;
import org.sluicemta.smtp.container.ChainMailetContext;
import org.sluicemta.smtp.container.CountingMetrics;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.event.EventJournal;
import org.sluicemta.store.event.JournalSettings;
import org.sluicemta.store.limit.DatabaseDailyUse;
import org.sluicemta.store.repeat.DatabaseIdempotencyKeys;
import org.sluicemta.store.suppression.DatabaseSuppressionList;
import org.sluicemta.store.suppression.SuppressionTargets;
import org.sluicemta.store.tenant.TenantRegistry;
import org.sluicemta.suppression.SuppressionCheck;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.tenant.PasswordCheck;
import org.sluicemta.tenant.TenantAccount;
import org.sluicemta.tenant.TenantDirectory;

/**
 * The real front door with the shipped chain (but for the signature), events and all, and a hand-off that keeps nothing:
 * what accepting costs without the broker. Listeners {@code plain} and {@code tls}, on free ports of loopback.
 */
public final class NullDoor {
    private static final String LISTENERS = """
        <smtpservers>
          <smtpserver enabled="true"><jmxName>plain</jmxName><bind>127.0.0.1:0</bind>
            <maxmessagesize>50M</maxmessagesize></smtpserver>
          <smtpserver enabled="true"><jmxName>tls</jmxName><bind>127.0.0.1:0</bind>
            <tls socketTLS="true"><privateKey>server.key</privateKey><certificates>server.crt</certificates></tls>
            <maxmessagesize>50M</maxmessagesize></smtpserver>
        </smtpservers>
        """;

    private NullDoor() {}

    /** Arguments: the home, which holds {@code server.key} and {@code server.crt}. Prints its ports and runs until killed. */
    public static void main(String[] words) throws Exception {
        FastCryptography.install();
        Path home = Path.of(words[0]).toAbsolutePath();
        ServerConfiguration configuration = configuration(home);
        Injector injector = Guice.createInjector(module(configuration));
        FrontDoor door = injector.getInstance(FrontDoor.class);
        door.load(configuration.chain());
        List<BoundListener> bound = door.start(configuration.openListeners());
        StringBuilder line = new StringBuilder("sluice ready:");
        bound.forEach(listener -> line.append(' ')
                .append(listener.name())
                .append(" 127.0.0.1:")
                .append(listener.address().getPort())
                .append(','));
        System.out.println(line);
        Thread.currentThread().join();
    }

    private static ServerConfiguration configuration(Path home) throws IOException, ConfigurationException {
        Path conf = home.resolve("conf");
        ShippedConfiguration.copyTo(conf);
        Files.writeString(conf.resolve("smtpserver.xml"), LISTENERS);
        Path chain = conf.resolve("mailetcontainer.xml");
        Files.writeString(chain, Files.readString(chain).replaceAll("<mailet[^>]*\"SignDkim\"\\s*/>", ""));
        return new ConfigurationLoader(ChainClassCheck.NONE).load(conf, home, Map.of());
    }

    private static AbstractModule module(ServerConfiguration configuration) throws IOException, ConfigurationException {
        ServerSettings settings = configuration.settings();
        InstantSource clock = InstantSource.system();
        Files.createDirectories(settings.logDirectory());
        Files.createDirectories(settings.dkimKeys());
        Database database = Database.open(settings.database(), settings.logDirectory());
        TenantRegistry tenants = new TenantRegistry(database, accounts(configuration.tenants()));
        DatabaseSuppressionList suppressions = new DatabaseSuppressionList(
                database, new SuppressionTargets(false), settings.suppression().softFailureWindow(), clock);
        suppressions.load();
        EventJournal events = EventJournal.open(JournalSettings.in(settings.logDirectory()), clock, 0);
        ReturnPathTokens tokens = new SignedReturnPathTokens(
                settings.bounceDomain(),
                TokenKeys.open(settings.tokenKeys(), settings.bounceDomain().tokenAge(), clock),
                clock);
        DkimKeyRing keys = DkimKeyRing.open(settings.dkimKeys());
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(ServerSettings.class).toInstance(settings);
                bind(BounceDomain.class).toInstance(settings.bounceDomain());
                bind(UnsubscribeSettings.class).toInstance(settings.unsubscribe());
                bind(EgressPlans.class).toInstance(new EgressPlans(configuration.egress()));
                bind(TenantDirectory.class).toInstance(tenants);
                bind(PasswordCheck.class).toInstance((user, password) -> java.util.Optional.empty());
                bind(SuppressionList.class).toInstance(suppressions);
                bind(SuppressionCheck.class).toInstance(suppressions);
                bind(DerivedSalts.class).toInstance(new DerivedSalts(new byte[32]));
                bind(DailyUse.class).toInstance(new DatabaseDailyUse(database, clock));
                bind(IdempotencyKeys.class).toInstance(new DatabaseIdempotencyKeys(database, clock));
                bind(Pressure.class).toInstance(Pressure.none());
                bind(DiskRoom.class).toInstance(DiskRoom.unlimited());
                bind(EventLog.class).toInstance(events);
                bind(ReturnPathTokens.class).toInstance(tokens);
                bind(DkimKeys.class).toInstance(keys);
                bind(HandOff.class).toInstance(staged -> () -> {});
                bind(InstantSource.class).toInstance(clock);
                bind(MessageIdSource.class).toInstance(new MessageIdSource(clock, 0));
                bind(CollectorRegistry.class).toInstance(new CollectorRegistry());
                bind(MetricFactory.class).to(CountingMetrics.class).in(Scopes.SINGLETON);
                bind(DNSService.class).to(NoNames.class);
                bind(DomainList.class).to(AnsweredDomains.class);
                bind(ChainMailetContext.class).in(Scopes.SINGLETON);
                bind(MailetContext.class).to(ChainMailetContext.class);
            }
        };
    }

    private static List<TenantAccount> accounts(List<ConfiguredTenant> configured) {
        List<TenantAccount> accounts = new ArrayList<>();
        configured.forEach(tenant -> accounts.add(new TenantAccount(tenant.tenant(), List.of())));
        return accounts;
    }

    /** Nothing in the chain looks a name up. */
    static final class NoNames implements DNSService {
        @Override
        public Collection<String> findMXRecords(String hostname) {
            return List.of();
        }

        @Override
        public Collection<String> findTXTRecords(String hostname) {
            return List.of();
        }

        @Override
        public Collection<InetAddress> getAllByName(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public InetAddress getByName(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public InetAddress getLocalHost() throws UnknownHostException {
            throw new UnknownHostException("none");
        }

        @Override
        public String getHostName(InetAddress address) {
            return address.getHostAddress();
        }
    }
}
