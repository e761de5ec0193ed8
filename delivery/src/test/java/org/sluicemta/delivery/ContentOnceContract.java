package org.sluicemta.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.event.EventType;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.broker.SendSessions;
import org.sluicemta.queue.content.ContentRef;
import org.sluicemta.queue.content.ContentStore;
import org.sluicemta.queue.content.ContentUse;
import org.sluicemta.queue.content.FileContentStore;
import org.sluicemta.queue.lane.EgressSplit;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneMessages;
import org.sluicemta.queue.lane.LaneProperties;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.queue.lane.QueuedMail;
import org.sluicemta.testing.time.MutableClock;

/** Content is written once for each message, stays until the last recipient is done, and not longer. */
abstract class ContentOnceContract {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SIZE = 300_000;
    private static final ContentRef NOWHERE = new ContentRef(1, 0, 0, 0);
    private static final LaneScope ALL = new LaneScope.OfPool(Plans.POOL);

    @TempDir
    Path directory;

    private final MutableClock clock = new MutableClock(InstantSource.system().instant());
    private final FakeGateway gateway = new FakeGateway(20);

    /** Begins over this directory, or goes on there. */
    abstract Road road(Path where, EgressPlan plan, FakeGateway with, Tempo tempo) throws Exception;

    private Road road() throws Exception {
        RetrySchedule schedule = new RetrySchedule("default", List.of(Duration.ofMinutes(10)), Duration.ofHours(5));
        return road(directory, Plans.plan(schedule, 1_000), gateway, Tempo.hasty(clock));
    }

    private static FileContentStore store(Road road) {
        return (FileContentStore) road.get(ContentStore.class);
    }

    private static ContentUse use(Road road) {
        return store(road).use();
    }

    private void await(BooleanSupplier condition) {
        assertThat(clock.advanceUntil(condition, SOON)).as("within " + SOON).isTrue();
    }

    private static FinishedEnvelope envelope(Road road, byte[] content, int recipients) {
        String[] to = IntStream.range(0, recipients)
                .mapToObj(index -> "r" + index + "@d" + index + ".test")
                .toArray(String[]::new);
        return road.envelope(Road.ACME, Plans.TRANSACTIONAL, EnvelopeOptions.NONE, content, to);
    }

    private static byte[] read(MessageContent content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Test
    void aMessageToManyIsOnDiskOnceThroughDeferralsAndARestart() throws Exception {
        byte[] content = Road.body(SIZE);
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            long before = octetsOnDisk();
            road.send(envelope(road, content, 40));
            road.events.await(EventType.DEFERRED, 40);
            assertThat(use(road).octets()).isBetween((long) SIZE, SIZE + SIZE / 10L);
            clock.advance(Duration.ofMinutes(11));
            road.events.await(EventType.DEFERRED, 80);
            assertThat(use(road).octets()).isBetween((long) SIZE, SIZE + SIZE / 10L);
            assertThat(octetsOnDisk() - before).isLessThan(SIZE + SIZE / 10L + 40 * 2_048L);
        }
        gateway.answer(recipient -> Answers.delivered());
        gateway.inspect(message -> assertThat(read(message.content())).isEqualTo(content));
        try (Road road = road()) {
            await(() -> use(road).known());
            assertThat(use(road).held()).isBetween((long) SIZE, SIZE + SIZE / 10L);
            clock.advance(Duration.ofMinutes(11));
            road.events.await(EventType.DELIVERED, 40);
            await(() -> use(road).held() == 0);
        }
        assertThat(octets(directory.resolve("content"))).isZero();
    }

    private long octetsOnDisk() throws IOException {
        return octets(directory.resolve("content")) + octets(directory.resolve("broker"));
    }

    private static long octets(Path under) throws IOException {
        try (Stream<Path> files = Files.walk(under)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void whatIsBouncedPurgedOrCancelledHoldsNothing() throws Exception {
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            await(() -> use(road).known());
            road.send(envelope(road, Road.body(5_000), 3));
            road.events.await(EventType.DEFERRED, 3);
            await(() -> purged(road));
            road.events.await(EventType.CANCELLED, 3);
            await(() -> use(road).held() == 0);

            gateway.answer(recipient -> Answers.bounced());
            road.send(envelope(road, Road.body(5_000), 3));
            road.events.await(EventType.BOUNCED, 3);
            // The notices to the sender hold their own content, and are bounced in turn without another.
            await(() -> use(road).held() == 0);
        }
    }

    private static boolean purged(Road road) {
        try {
            road.get(LaneControl.class).purge(ALL);
            return road.events.of(EventType.CANCELLED).size() == 3;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void contentWithoutAnEnvelopeGoesOnceAllQueuesWereLookedThrough() throws Exception {
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            road.send(envelope(road, Road.body(5_000), 2));
            road.events.await(EventType.DEFERRED, 2);
            FileContentStore store = store(road);
            store.awaitDurable(store.put(new BytesContent(new byte[100_000]), new int[] {0})); // and then a crash
        }
        try (Road road = road()) {
            await(() -> use(road).known());
            assertThat(use(road).held()).isBetween(5_000L, 5_100L);
            gateway.answer(recipient -> Answers.delivered());
            clock.advance(Duration.ofMinutes(11));
            road.events.await(EventType.DELIVERED, 2);
            await(() -> use(road).held() == 0);
        }
    }

    /** Nothing that is still queued may be taken for done with, whatever moves while the queues are looked through. */
    @Test
    void nothingIsLostWhileMailMovesDuringTheLook() throws Exception {
        int messages = 1_500;
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            for (int i = 0; i < messages; i++) {
                road.send(envelope(road, Road.body(1_000 + i), 2));
            }
            road.events.await(EventType.DEFERRED, 2 * messages);
        }
        AtomicInteger attempts = new AtomicInteger();
        gateway.answer(recipient -> attempts.incrementAndGet() % 3 == 0 ? Answers.deferred() : Answers.delivered());
        gateway.inspect(message -> assertThat(read(message.content()))
                .isEqualTo(Road.body((int) message.content().size())));
        try (Road road = road()) {
            for (int delivered = 0; delivered < 2 * messages; delivered = count(road, EventType.DELIVERED)) {
                int attempted = count(road, EventType.DEFERRED) + 2 * messages;
                clock.advance(Duration.ofMinutes(11));
                await(() -> count(road, EventType.DELIVERED) + count(road, EventType.DEFERRED) >= attempted);
            }
            await(() -> use(road).known() && use(road).held() == 0);
            assertThat(depth(road, QueueNames.DEAD)).isZero();
        }
    }

    private static int count(Road road, EventType type) {
        return road.events.of(type).size();
    }

    /** The broker did not say in time whether it had committed, and had not. */
    @Test
    void contentInDoubtGoesOnceNoEnvelopeOfItIsFound() throws Exception {
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            await(() -> use(road).known());
            FileContentStore store = store(road);
            ContentRef doubtful = store.put(new BytesContent(new byte[100_000]), new int[] {0});
            store.awaitDurable(doubtful);
            store.doubt(doubtful, new int[] {0});
            assertThat(use(road).held()).isGreaterThan(100_000);
            clock.advance(FileContentStore.DOUBT);
            await(() -> use(road).held() == 0);
        }
    }

    /** It had. */
    @Test
    void contentInDoubtStaysWhileAnEnvelopeOfItWaits() throws Exception {
        byte[] content = Road.body(5_000);
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            await(() -> use(road).known());
            road.send(envelope(road, content, 2));
            road.events.await(EventType.DEFERRED, 2);
            FileContentStore store = store(road);
            ContentRef unfounded = store.put(new BytesContent(new byte[100_000]), new int[] {0});
            await(() -> queued(road).size() == 2); // they are settled after their events
            store.doubt(queued(road).getFirst(), new int[] {0, 1});
            store.doubt(unfounded, new int[] {0});
            clock.advance(FileContentStore.DOUBT);
            await(() -> use(road).held() < 100_000);
            assertThat(use(road).held()).isGreaterThan(5_000);
            gateway.answer(recipient -> Answers.delivered());
            gateway.inspect(message -> assertThat(read(message.content())).isEqualTo(content));
            clock.advance(Duration.ofMinutes(11));
            road.events.await(EventType.DELIVERED, 2);
            await(() -> use(road).held() == 0);
        }
    }

    /** What the envelopes in the slots refer to. */
    private static List<ContentRef> queued(Road road) {
        List<ContentRef> found = new ArrayList<>();
        try {
            QueueAdmin admin = road.get(QueueAdmin.class);
            for (QueueFacts queue : admin.list(QueueNames.LATER)) {
                admin.look(
                        queue.name(),
                        message -> found.add(
                                ContentRef.parse(message.getStringProperty(LaneProperties.CONTENT.toString()))));
            }
        } catch (BrokerException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    /** As versions before the content store wrote them. */
    @Test
    void anEnvelopeWithItsContentInItselfIsDeliveredAndMovedIntoTheStoreWhenItWaits() throws Exception {
        byte[] small = Road.body(5_000);
        byte[] large = Road.body(3_000_000);
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            await(() -> use(road).known());
            sendInline(road, small);
            sendInline(road, large);
            road.events.await(EventType.DEFERRED, 2);
            await(() -> use(road).held() > 3_005_000L);
            gateway.answer(recipient -> Answers.delivered());
            gateway.inspect(message -> assertThat(read(message.content()))
                    .isEqualTo(message.content().size() > 10_000 ? large : small));
            clock.advance(Duration.ofMinutes(11));
            road.events.await(EventType.DELIVERED, 2);
            await(() -> use(road).held() == 0);
        }
    }

    private static void sendInline(Road road, byte[] content) throws Exception {
        FinishedEnvelope envelope = envelope(road, content, 1);
        for (QueuedMail mail : road.get(EgressSplit.class).split(envelope, Plans.POOL)) {
            ClientMessage message = LaneMessages.write(mail.mail(), NOWHERE, null, null);
            message.removeProperty(LaneProperties.CONTENT);
            message.setBodyInputStream(new ByteArrayInputStream(content));
            road.get(SendSessions.class).commit(session -> session.send(mail.queue(), message));
        }
    }

    @Test
    void damagedContentGoesToTheDeadLetters() throws Exception {
        gateway.answer(recipient -> Answers.deferred());
        try (Road road = road()) {
            road.send(envelope(road, Road.body(5_000), 1));
            road.events.await(EventType.DEFERRED, 1);
        }
        damage();
        gateway.inspect(message -> read(message.content()));
        try (Road road = road()) {
            clock.advance(Duration.ofMinutes(11));
            await(() -> depth(road, QueueNames.DEAD) == 1);
            assertThat(road.events.of(EventType.DELIVERED)).isEmpty();
        }
    }

    private void damage() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("content"))) {
            Path segment = files.filter(file -> String.valueOf(file).endsWith(".mail"))
                    .findFirst()
                    .orElseThrow();
            try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap("damage".getBytes(StandardCharsets.US_ASCII)), 1_000);
            }
        }
    }

    private static long depth(Road road, String queue) {
        try {
            return road.get(QueueAdmin.class).find(queue).orElseThrow().depth();
        } catch (BrokerException e) {
            throw new AssertionError(e);
        }
    }
}
