package org.sluicemta.routes;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;
import org.sluicemta.egress.EgressNetworks;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.event.EventLog;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Outbox;
import org.sluicemta.handoff.Placing;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.letter.Letter;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.routes.endpoint.EventCursors;
import org.sluicemta.routes.endpoint.MissedEvents;
import org.sluicemta.routes.endpoint.RouteServices;
import org.sluicemta.routes.engine.RouteEngine;
import org.sluicemta.routes.engine.RouteFiles;
import org.sluicemta.routes.split.RoutedHandOff;
import org.sluicemta.store.event.JournalReader;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.event.RecordingEventLog;

/** Route files in a directory, and what is behind them: a plan of three pools, and queues that keep what is placed. */
public final class RoutesFixture implements AutoCloseable {
    public static final StreamId MARKETING = new StreamId("marketing");
    public static final StreamId TRANSACTIONAL = new StreamId("transactional");

    public final RecordedPlacing placing = new RecordedPlacing();
    public final RecordingEventLog events = new RecordingEventLog(InstantSource.system());
    public final List<Outbox.OwnMail> sent = new CopyOnWriteArrayList<>();
    public final Path home;
    final MissedEvents missed = new MissedEvents();
    private final EgressPlans plans = new EgressPlans(plan("marketing", "transactional", "old"));
    private final MessageIdSource ids = new MessageIdSource(InstantSource.system(), 1);
    private final Injector injector = Guice.createInjector(new Behind());

    public RoutesFixture(Path home) {
        this.home = home;
    }

    private final class Behind extends AbstractModule {
        @Override
        protected void configure() {
            bind(HandOff.class).to(RoutedHandOff.class);
            bind(Placing.class).toInstance(placing);
            bind(EventLog.class).toInstance(events);
            bind(EgressPlans.class).toInstance(plans);
            bind(MessageIdSource.class).toInstance(ids);
        }

        @Provides
        @Singleton
        RouteServices services() {
            return new RouteServices(
                    plans,
                    domain -> new SiteId(domain.startsWith("gmail") ? "gmail" : "other"),
                    new JournalReader(home.resolve("log")),
                    new EventCursors(home.resolve("cursors")),
                    missed,
                    sent::add);
        }
    }

    public static EgressPlan plan(String... pools) {
        Map<PoolId, EgressPool> all = new HashMap<>();
        for (String name : pools) {
            EgressSource source = new EgressSource(new SourceId("src-" + name), null, name + ".example.com", 1);
            all.put(new PoolId(name), new EgressPool(new PoolId(name), List.of(source)));
        }
        return new EgressPlan(
                all,
                Map.of(MARKETING, new PoolId("marketing"), TRANSACTIONAL, new PoolId("transactional")),
                Map.of(),
                new EgressSite(SiteId.OTHER, List.of(), List.of(), SiteLimits.DEFAULTS, TlsPolicy.NONE),
                200,
                Map.of(),
                null,
                25,
                Map.of(
                        EgressPlan.DEFAULT_SCHEDULE,
                        new RetrySchedule("default", List.of(Duration.ofSeconds(1)), Duration.ofHours(5))),
                100,
                Duration.ofSeconds(1),
                EgressNetworks.ofPort(25));
    }

    public Path routes() {
        return home.resolve("conf/routes");
    }

    /** A file of routes, given without its root element. The first line of what is given is line 2 of the file. */
    public RoutesFixture file(String name, String routes) {
        try {
            Files.createDirectories(routes());
            Files.writeString(
                    routes().resolve(name),
                    "<routes xmlns=\"http://camel.apache.org/schema/xml-io\">\n" + routes + "\n</routes>\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The route that takes accepted mail. */
    public RoutesFixture split(String steps) {
        return file("split.xml", "<route id=\"split\">\n<from uri=\"sluice:accepted\"/>\n" + steps + "\n</route>");
    }

    public RoutesFixture start() throws ConfigurationException {
        injector.getInstance(RouteEngine.class).start(routes());
        return this;
    }

    public RouteEngine engine() {
        return injector.getInstance(RouteEngine.class);
    }

    public void plan(EgressPlan plan) {
        plans.replace(plan);
    }

    public List<String> problems() {
        return RouteFiles.problems(routes(), plans.current()).stream()
                .map(Problem::toString)
                .toList();
    }

    public MessageId send(StreamId stream, String... recipients) throws HandOffException {
        FinishedEnvelope envelope = envelope("acme", stream, recipients);
        send(envelope);
        return envelope.id();
    }

    public void send(FinishedEnvelope envelope) throws HandOffException {
        injector.getInstance(HandOff.class).commit(List.of(envelope));
    }

    HandOff.Prepared prepare(FinishedEnvelope envelope) throws HandOffException {
        return injector.getInstance(HandOff.class).prepare(List.of(envelope));
    }

    public ReturnedMail comeBack() throws HandOffException {
        ReturnedMail mail = new ReturnedMail(
                ids.next(),
                EmailAddress.parse("b-token@bounces.example.com"),
                null,
                content("Subject: failure notice"),
                Instant.ofEpochSecond(1),
                InetAddress.getLoopbackAddress());
        injector.getInstance(HandOff.class).commit(List.of(mail));
        return mail;
    }

    public FinishedEnvelope envelope(String tenant, StreamId stream, String... recipients) {
        List<EnvelopeRecipient> to = new ArrayList<>();
        for (String recipient : recipients) {
            to.add(new EnvelopeRecipient(EmailAddress.parse(recipient), to.size(), Set.of(), null));
        }
        EmailAddress sender = new EmailAddress("news", tenant + ".example");
        Letter letter = new Letter(
                ids.next(),
                new TenantId(tenant),
                stream,
                sender,
                EnvelopeOptions.NONE,
                content("Subject: Spring\r\n sale\r\nX-Campaign: spring\r\nCamelFileName: ../evil\r\nComments: none"),
                Instant.ofEpochSecond(1));
        return new FinishedEnvelope(
                letter,
                new FinishedEnvelope.ReturnPaths.Common(Optional.of(sender)),
                to,
                InetAddress.getLoopbackAddress());
    }

    private static BytesContent content(String fields) {
        return new BytesContent((fields + "\r\n\r\nHello.\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        engine().stop();
    }
}
