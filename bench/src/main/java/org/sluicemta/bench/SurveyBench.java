package org.sluicemta.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.Attempts;
import org.sluicemta.letter.Letter;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageId;
import org.sluicemta.queue.broker.Broker;
import org.sluicemta.queue.broker.BrokerTuning;
import org.sluicemta.queue.broker.Connections;
import org.sluicemta.queue.broker.EmbeddedBroker;
import org.sluicemta.queue.broker.ExternalBroker;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueUse;
import org.sluicemta.queue.broker.SendSessions;
import org.sluicemta.queue.content.ContentRef;
import org.sluicemta.queue.content.ContentTuning;
import org.sluicemta.queue.content.FileContentStore;
import org.sluicemta.queue.lane.ContentSurvey;
import org.sluicemta.queue.lane.LaneContents;
import org.sluicemta.queue.lane.LaneMessages;
import org.sluicemta.settings.BrokerSettings;
import org.sluicemta.settings.ContentPlace;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.crash.BrokerProcess;

/**
 * How long it takes to look through a large backlog after a start. {@code fill DIR MESSAGES LANES} makes the backlog,
 * {@code measure DIR} looks through it with the embedded broker, {@code measure-external DIR} with one of its own process.
 */
public final class SurveyBench {
    private static final int BATCH = 500;
    private static final Duration BOUND = Duration.ofMinutes(30);

    private final Path directory;
    private final Broker broker;
    private final Connections connections;
    private final QueueAdmin admin;
    private final FileContentStore store;

    private SurveyBench(Path directory, Optional<String> url) throws IOException {
        BrokerSettings settings =
                new BrokerSettings(url, ContentPlace.FILES, directory.resolve("broker"), 4 << 20, 2 << 20, 99);
        this.directory = directory;
        this.broker = url.isPresent()
                ? new ExternalBroker(settings, BrokerTuning.DEFAULTS)
                : new EmbeddedBroker(
                        settings,
                        BrokerTuning.DEFAULTS,
                        ManagementFactory.getPlatformMBeanServer(),
                        (what, cause) -> System.err.println(what));
        this.connections = new Connections(broker, BrokerTuning.DEFAULTS);
        this.admin = new QueueAdmin(broker, connections, BrokerTuning.DEFAULTS);
        this.store = new FileContentStore(directory.resolve("content"), ContentTuning.DEFAULTS, InstantSource.system());
    }

    public static void main(String[] words) throws Exception {
        Path directory = Files.createDirectories(Path.of(words[1]));
        switch (words[0]) {
            case "fill" ->
                new SurveyBench(directory, Optional.empty())
                        .fill(Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "measure" -> new SurveyBench(directory, Optional.empty()).measure();
            case "measure-external" -> {
                try (BrokerProcess process = new BrokerProcess(directory.resolve("broker"))) {
                    new SurveyBench(directory, Optional.of(process.url())).measure();
                }
            }
            default -> throw new IllegalArgumentException("fill, measure or measure-external, got " + words[0]);
        }
        System.exit(0);
    }

    private void fill(int messages, int lanes) throws Exception {
        broker.start();
        store.start();
        SendSessions sessions = new SendSessions(broker, connections, new QueueUse(), BrokerTuning.DEFAULTS);
        for (int first = 0; first < messages; first += BATCH) {
            int from = first;
            sessions.commit(session -> {
                List<ContentRef> refs = new ArrayList<>();
                for (int i = from; i < from + BATCH; i++) {
                    OutboundMessage mail = mail(i, lanes);
                    ContentRef ref = store.put(mail.content(), new int[] {0});
                    refs.add(ref);
                    session.send(lane(i, lanes).queue(), LaneMessages.write(mail, ref, null, null));
                }
                store.awaitDurable(refs.getLast());
            });
        }
        store.close();
        broker.stop();
    }

    private static LaneName lane(int number, int lanes) {
        return new LaneName(new PoolId("pool"), new SiteId("d" + number % lanes + ".bench.test"), null);
    }

    private static OutboundMessage mail(int number, int lanes) {
        EmailAddress sender = EmailAddress.parse("sender@acme.example");
        EmailAddress recipient = EmailAddress.parse("r" + number + "@d" + number % lanes + ".bench.test");
        byte[] content =
                ("Subject: " + number + "\r\n\r\n" + "x".repeat(400) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        Letter letter = new Letter(
                new MessageId(number + 1L),
                new TenantId("acme"),
                new StreamId("transactional"),
                sender,
                EnvelopeOptions.NONE,
                new BytesContent(content),
                Instant.ofEpochSecond(1_800_000_000));
        return new OutboundMessage(
                letter,
                new PoolId("pool"),
                new SiteId("d" + number % lanes + ".bench.test"),
                sender,
                List.of(new EnvelopeRecipient(recipient, 0, Set.of(), null)),
                Instant.ofEpochSecond(4_000_000_000L),
                Attempts.NONE,
                1);
    }

    private void measure() throws Exception {
        long began = System.nanoTime();
        ContentSurvey survey = new ContentSurvey(new LaneContents(store), admin, connections);
        survey.watch(broker);
        broker.start();
        print("broker started", began);
        store.start();
        print("content store started", began);
        survey.start();
        CountDownLatch never = new CountDownLatch(1);
        long most = 0;
        long end = System.nanoTime() + BOUND.toNanos();
        while (!store.use().known() && System.nanoTime() < end) {
            var unused = never.await(100, TimeUnit.MILLISECONDS);
            most = Math.max(
                    most,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        print("looked through", began);
        System.gc();
        System.out.printf(
                Locale.ROOT,
                "%s: held %d MiB of content in %d files; heap at most %d MiB, afterwards %d MiB%n",
                directory,
                store.use().held() >> 20,
                store.use().segments(),
                most >> 20,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
        survey.stop();
    }

    private static void print(String what, long began) {
        System.out.printf(Locale.ROOT, "%6.1f s %s%n", (System.nanoTime() - began) / 1e9, what);
    }
}
