package org.sluicemta.smtp;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.netty.channel.embedded.EmbeddedChannel;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.sluicemta.admission.Pressure;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.network.IpRange;
import org.sluicemta.relay.RelayPolicy;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.smtp.auth.TokenChecks;
import org.sluicemta.smtp.chain.ChainConfiguration;
import org.sluicemta.smtp.chain.MailetChain;
import org.sluicemta.smtp.container.AnsweredDomains;
import org.sluicemta.smtp.container.ChainMailetContext;
import org.sluicemta.smtp.container.InjectedMailets;
import org.sluicemta.smtp.data.MemoryBudget;
import org.sluicemta.smtp.data.Spool;
import org.sluicemta.smtp.intake.LastCheck;
import org.sluicemta.smtp.intake.MailIntake;
import org.sluicemta.smtp.listener.InMemoryConnection;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.policy.DoorRules;
import org.sluicemta.smtp.session.Door;
import org.sluicemta.tenant.DecoySalts;

/** The protocol machine with its chain, without sockets, threads or files. */
final class MachineFixture implements AutoCloseable {
    private final MemoryBudget budget = new MemoryBudget(1 << 20);
    private final MailetChain chain;
    private final Door door;

    MachineFixture() throws IOException, ConfigurationException, org.sluicemta.config.ConfigurationException {
        KnownTenants tenants = new KnownTenants();
        Injector injector = Guice.createInjector();
        InjectedMailets mailets = injector.getInstance(InjectedMailets.class);
        Path directory = Files.createDirectories(Path.of("target", "machine"));
        MessageIdSource ids = new MessageIdSource(InstantSource.system(), 0);
        RecordingHandOff handOff = new RecordingHandOff();
        ChainMailetContext context = new ChainMailetContext(
                new NoDns(),
                new AnsweredDomains(FrontDoorFixture.settings(directory, List.of())),
                handOff,
                ids,
                InstantSource.system());
        chain = new ChainConfiguration(mailets, mailets, context)
                .load(FrontDoorFixture.xml("<m>" + FrontDoorFixture.STAGE_ALL + "</m>"));
        RecordingEvents events = new RecordingEvents();
        FrontDoorMetrics metrics = new FrontDoorMetrics(new CollectorRegistry());
        DoorRules rules = new DoorRules(
                FrontDoorFixture.settings(directory, List.of()),
                tenants,
                new UseOfOneDay(),
                Pressure.none(),
                FrontDoorFixture.suppressed(Set.of()));
        door = new Door(
                "mx.example",
                new RelayPolicy(List.of(IpRange.parse("127.0.0.0/8")), Set.of()),
                new BounceDomain("bounce.example", "b-", Set.of(), Period.ofDays(1)),
                new OneToken(),
                tenants,
                tenants,
                new DecoySalts(new byte[32]),
                ids,
                events,
                InstantSource.system(),
                new Spool(directory, 64 * 1024, budget),
                new MailIntake(chain, handOff, events, new LastCheck(rules, metrics), new KeysOfOneDay()),
                metrics,
                new TokenChecks(List.of(InMemoryConnection.auth()), InstantSource.system()),
                rules);
    }

    EmbeddedChannel channel() {
        return InMemoryConnection.open(door);
    }

    long memoryInUse() {
        return budget.used();
    }

    @Override
    public void close() {
        chain.close();
    }
}
