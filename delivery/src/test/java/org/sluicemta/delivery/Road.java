package org.sluicemta.delivery;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.management.MBeanServer;
import org.sluicemta.admission.DiskRoom;
import org.sluicemta.bounce.BounceLimits;
import org.sluicemta.bounce.BounceProcessor;
import org.sluicemta.delivery.engine.QueueEngine;
import org.sluicemta.delivery.site.EgressLimits;
import org.sluicemta.delivery.site.LaneOperations;
import org.sluicemta.dkim.DkimKeys;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.SiteId;
import org.sluicemta.event.EventLog;
import org.sluicemta.feedback.ReportSigners;
import org.sluicemta.gateway.Gateway;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Placing;
import org.sluicemta.keys.dkim.DkimKeyRing;
import org.sluicemta.letter.Letter;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.queue.broker.Broker;
import org.sluicemta.queue.broker.BrokerTuning;
import org.sluicemta.queue.broker.EmbeddedBroker;
import org.sluicemta.queue.broker.ExternalBroker;
import org.sluicemta.queue.broker.StorageFault;
import org.sluicemta.queue.content.ContentStore;
import org.sluicemta.queue.content.ContentTuning;
import org.sluicemta.queue.content.FileContentStore;
import org.sluicemta.queue.lane.LaneContents;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.queue.lane.LanePlacing;
import org.sluicemta.queue.lane.LaneReader;
import org.sluicemta.queue.lane.SiteLookup;
import org.sluicemta.relay.RelayPolicy;
import org.sluicemta.response.ResponseTable;
import org.sluicemta.returnpath.BounceDomain;
import org.sluicemta.returnpath.CountedReportStore;
import org.sluicemta.returnpath.ReturnPathTokens;
import org.sluicemta.returnpath.SentMailStore;
import org.sluicemta.settings.BrokerSettings;
import org.sluicemta.settings.ContentPlace;
import org.sluicemta.settings.DatabaseSettings;
import org.sluicemta.settings.DnsSettings;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.settings.GuardSettings;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.settings.SuppressionSettings;
import org.sluicemta.settings.UnsubscribeSettings;
import org.sluicemta.settings.WebListener;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.tenant.TenantDirectory;
import org.sluicemta.tenant.TenantId;

/** A running queue engine over a directory. Started again over the same directory it is the server after a restart. */
public final class Road implements AutoCloseable {
    /** Where the MX hosts of all domains in hosted.test are. */
    static final SiteId HOSTED = SiteId.ofHosts(List.of("mx.hosted.test"));

    public static final TenantId ACME = new TenantId("acme");
    public static final TenantId BETA = new TenantId("beta");
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final WebListener LOOPBACK = new WebListener(new Endpoint("127.0.0.1", 0), Optional.empty());

    public final InstantSource clock;
    public final RecordedEvents events;
    public final FakeStores stores;
    private final ResponseTable responses;
    private final SuppressionSettings suppression;
    public final FakeGateway gateway;
    public final Injector injector;
    /** Domains that have signed every report. */
    volatile Set<String> signers = Set.of();

    /** Octets that the disk still takes. */
    volatile long room = Long.MAX_VALUE;

    final FakeTokens tokens = new FakeTokens();
    private final MessageIdSource ids;
    private final Tempo tempo;

    public Road(Path directory, EgressPlan plan, FakeGateway gateway) throws Exception {
        this(directory, plan, gateway, new FakeStores());
    }

    /** With stores that outlive a restart. */
    public Road(Path directory, EgressPlan plan, FakeGateway gateway, FakeStores stores) throws Exception {
        this(directory, plan, gateway, stores, Answers.table(), false);
    }

    /** With a time of its own. */
    public Road(Path directory, EgressPlan plan, FakeGateway gateway, FakeStores stores, Tempo tempo) throws Exception {
        this(directory, plan, gateway, stores, Answers.table(), false, Optional.empty(), tempo);
    }

    /** With rules for answers, and complaints that count for their tenant or for all. */
    public Road(
            Path directory,
            EgressPlan plan,
            FakeGateway gateway,
            FakeStores stores,
            ResponseTable responses,
            boolean complaintsForAll)
            throws Exception {
        this(directory, plan, gateway, stores, responses, complaintsForAll, Optional.empty(), Tempo.DEFAULTS);
    }

    private Road(
            Path directory,
            EgressPlan plan,
            FakeGateway gateway,
            FakeStores stores,
            ResponseTable responses,
            boolean complaintsForAll,
            Optional<String> brokerUrl,
            Tempo tempo)
            throws Exception {
        this.tempo = tempo;
        this.clock = tempo.clock();
        this.events = new RecordedEvents(clock);
        this.ids = new MessageIdSource(clock, 1);
        this.gateway = gateway;
        this.stores = stores;
        this.responses = responses;
        this.suppression = new SuppressionSettings(Duration.ofDays(30), complaintsForAll, false, Optional.empty());
        this.injector = Guice.createInjector(new RoadModule(directory, plan, brokerUrl));
        injector.getInstance(QueueEngine.class).start();
    }

    /** Over a broker that runs by itself. */
    static Road over(String brokerUrl, Path directory, EgressPlan plan, FakeGateway gateway) throws Exception {
        return over(brokerUrl, directory, plan, gateway, Tempo.DEFAULTS);
    }

    static Road over(String brokerUrl, Path directory, EgressPlan plan, FakeGateway gateway, Tempo tempo)
            throws Exception {
        return new Road(
                directory, plan, gateway, new FakeStores(), Answers.table(), false, Optional.of(brokerUrl), tempo);
    }

    /** What assembly binds, with fakes where assembly has the rest of the server. */
    private final class RoadModule extends AbstractModule {
        private final Path directory;
        private final EgressPlan plan;
        private final Optional<String> brokerUrl;

        RoadModule(Path directory, EgressPlan plan, Optional<String> brokerUrl) {
            this.directory = directory;
            this.plan = plan;
            this.brokerUrl = brokerUrl;
        }

        @Override
        protected void configure() {
            bind(InstantSource.class).toInstance(clock);
            bind(EventLog.class).toInstance(events);
            bind(SentMailStore.class).toInstance(stores);
            bind(SuppressionList.class).toInstance(stores);
            bind(CountedReportStore.class).toInstance(stores);
            bind(Gateway.class).toInstance(gateway);
            bind(EgressPlans.class).toInstance(new EgressPlans(plan));
            bind(ReportSigners.class).toInstance(report -> signers);
            bind(TenantDirectory.class).toInstance(new FakeTenants());
            bind(ReturnPathTokens.class).toInstance(tokens);
            bind(ResponseTable.class).toInstance(responses);
            bind(BounceProcessor.class)
                    .toInstance(new BounceProcessor(BounceLimits.defaults(), responses, () -> PolicyTable.PHRASES));
            bind(MessageIdSource.class).toInstance(ids);
            bind(SiteLookup.class)
                    .toInstance(domain -> CompletableFuture.completedFuture(plan.siteOfMx("mx." + domain)
                            .orElse(domain.endsWith(".hosted.test") ? HOSTED : SiteId.OTHER)));
            bind(MBeanServer.class).toInstance(ManagementFactory.getPlatformMBeanServer());
            bind(Broker.class).to(brokerUrl.isPresent() ? ExternalBroker.class : EmbeddedBroker.class);
            bind(DiskRoom.class).toInstance(new DiskRoom(() -> room));
            bind(StorageFault.class).toInstance(Road::failed);
            bind(BrokerTuning.class).toInstance(tempo.tuning());
            bind(EgressLimits.class).toInstance(tempo.limits());
            bind(LaneDirectory.class).to(LaneOperations.class);
            bind(LaneControl.class).to(LaneOperations.class);
            bind(HandOff.class).to(DirectHandOff.class);
            bind(Placing.class).to(LanePlacing.class);
        }

        @Provides
        @Singleton
        ServerSettings settings() {
            return Road.settings(directory, suppression, brokerUrl);
        }

        @Provides
        @Singleton
        DkimKeys dkimKeys(ServerSettings settings) throws Exception {
            return DkimKeyRing.open(settings.dkimKeys());
        }

        @Provides
        BrokerSettings broker(ServerSettings settings) {
            return settings.broker();
        }

        @Provides
        @Singleton
        LaneReader reader(ServerSettings settings, LaneContents contents) {
            return new LaneReader(QueueEngine.spool(settings), contents);
        }

        @Provides
        @Singleton
        ContentStore contents() throws IOException {
            return new FileContentStore(directory.resolve("content"), ContentTuning.DEFAULTS, clock);
        }
    }

    private static ServerSettings settings(
            Path directory, SuppressionSettings suppression, Optional<String> brokerUrl) {
        return new ServerSettings(
                "mail.example.com",
                1,
                directory,
                directory,
                new TenantId("platform"),
                "",
                new BounceDomain("bounces.example.com", "b-", Set.of("fbl"), Set.of("tls-reports"), Period.ofDays(60)),
                new RelayPolicy(List.of(), Set.of()),
                new DatabaseSettings("none", null, null),
                new BrokerSettings(brokerUrl, ContentPlace.FILES, directory.resolve("broker"), 20 << 20, 1 << 20, 99),
                LOOPBACK,
                new UnsubscribeSettings(Optional.empty(), LOOPBACK),
                new Endpoint("127.0.0.1", 0),
                new DnsSettings(List.of(), Duration.ofSeconds(1)),
                directory.resolve("tokens"),
                directory.resolve("keys"),
                suppression,
                GuardSettings.DEFAULTS,
                DRAIN);
    }

    private static void failed(String what, Throwable cause) {
        throw new IllegalStateException("the disk of the road failed: " + what, cause);
    }

    public <T> T get(Class<T> type) {
        return injector.getInstance(type);
    }

    /** Hands one envelope off and returns its id. */
    public MessageId send(TenantId tenant, String... recipients) throws HandOffException {
        return send(envelope(tenant, Plans.TRANSACTIONAL, EnvelopeOptions.NONE, body(200), recipients));
    }

    public MessageId send(FinishedEnvelope envelope) throws HandOffException {
        get(HandOff.class).commit(List.of(envelope));
        return envelope.id();
    }

    public FinishedEnvelope envelope(
            TenantId tenant, StreamId stream, EnvelopeOptions options, byte[] content, String... recipients) {
        List<EnvelopeRecipient> to = new ArrayList<>();
        for (String recipient : recipients) {
            to.add(new EnvelopeRecipient(EmailAddress.parse(recipient), to.size(), Set.of(), null));
        }
        EmailAddress sender = new EmailAddress("sender", tenant + ".example");
        return new FinishedEnvelope(
                new Letter(
                        ids.next(),
                        tenant,
                        stream,
                        sender,
                        options,
                        new BytesContent(content),
                        Instant.ofEpochMilli(clock.millis())),
                new FinishedEnvelope.ReturnPaths.Common(Optional.of(sender)),
                to,
                null);
    }

    public static byte[] body(int size) {
        String start = "From: a@example.com\r\nTo: b@example.org\r\nSubject: test\r\n\r\n";
        return (start + "x".repeat(Math.max(0, size - start.length() - 2)) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        get(QueueEngine.class).stop();
    }
}
