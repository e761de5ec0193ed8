package org.sluicemta.delivery.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sluicemta.delivery.FakeGateway;
import org.sluicemta.delivery.FakeStores;
import org.sluicemta.delivery.Plans;
import org.sluicemta.delivery.Road;
import org.sluicemta.delivery.Tempo;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.RetrySchedule;
import org.sluicemta.egress.SiteId;
import org.sluicemta.event.EventType;
import org.sluicemta.lane.LaneName;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.queue.broker.Connections;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.queue.lane.Pauses;
import org.sluicemta.queue.lane.TimeSlots;
import org.sluicemta.testing.time.MutableClock;

/** A server that lives through two days in steps of minutes, each with something that happens to it. */
final class SoakedServer implements AutoCloseable {
    private static final Duration LIFE = Duration.ofDays(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A server needs some time to start, and message ids have the time in them. */
    private static final Duration SOONEST = Duration.ofSeconds(1);

    private static final List<Duration> WAITS =
            List.of(Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(40), Duration.ofHours(2));

    private final Path directory;
    private final SplittableRandom random;
    private final MutableClock clock = new MutableClock(InstantSource.system().instant());
    private final Weather weather;
    private final FakeStores stores = new FakeStores();
    private final Accounts accounts = new Accounts();
    private final List<LaneScope> paused = new ArrayList<>();
    private FakeGateway gateway;
    private Road road;

    SoakedServer(Path directory, long seed) throws Exception {
        this.directory = directory;
        this.random = new SplittableRandom(seed);
        this.weather = new Weather(clock, seed);
        this.gateway = gateway();
        this.road = begin();
    }

    private FakeGateway gateway() {
        FakeGateway made = new FakeGateway(5);
        made.answer(weather::answer);
        made.down(weather::down);
        return made;
    }

    private Road begin() throws Exception {
        EgressPlan plan = Plans.plan(new RetrySchedule("default", WAITS, Duration.ofHours(5)), 10);
        Road begun = new Road(directory, plan, gateway, stores, Tempo.hasty(clock));
        accounts.add(begun.events);
        return begun;
    }

    void run() throws Exception {
        Instant end = clock.instant().plus(LIFE);
        while (clock.instant().isBefore(end)) {
            send(random.nextInt(20));
            happen(random.nextInt(20));
            awaitRest();
            clock.advance(Duration.ofSeconds(random.nextInt(10, 1_800)));
        }
    }

    private void send(int messages) throws Exception {
        for (int i = 0; i < messages; i++) {
            String to = "r" + random.nextInt(10_000) + "@" + Weather.domain(random);
            Instant release = random.nextInt(20) == 0 ? clock.instant().plus(Duration.ofMinutes(90)) : null;
            EnvelopeOptions options = new EnvelopeOptions(null, null, false, false, false, 0, release);
            int size = random.nextInt(50) == 0 ? 2 << 20 : 300;
            road.send(road.envelope(
                    random.nextBoolean() ? Road.ACME : Road.BETA,
                    random.nextBoolean() ? Plans.TRANSACTIONAL : Plans.MARKETING,
                    options,
                    Road.body(size),
                    to));
        }
    }

    private void happen(int what) throws Exception {
        switch (what) {
            case 0, 1 -> road.get(LaneControl.class).flush(scope());
            case 2 -> road.get(LaneControl.class).purge(scope());
            case 3, 4 -> pause(scope());
            case 5, 6, 7 -> resumeOne();
            case 8 -> restart(SOONEST);
            case 9 -> restart(Duration.ofHours(random.nextInt(1, 4)));
            case 10 -> road.get(Connections.class).close();
            case 11 -> gateway.failTakes(random.nextInt(1, 4));
            case 12 -> stores.failChecks(random.nextInt(1, 4));
            case 13 -> failFlushes();
            default -> {} // mostly nothing does
        }
    }

    private LaneScope scope() {
        SiteId site = random.nextBoolean() ? Plans.GMAIL : SiteId.OTHER;
        return switch (random.nextInt(5)) {
            case 0 -> new LaneScope.OfPool(Plans.BULK);
            case 1 -> new LaneScope.OfSite(Plans.POOL, site);
            case 2 -> new LaneScope.OfTenant(Road.BETA);
            case 3 -> new LaneScope.OfTenantInPool(Plans.POOL, Road.ACME);
            default -> new LaneScope.OfLane(new LaneName(Plans.POOL, site, null));
        };
    }

    private void pause(LaneScope scope) throws Exception {
        road.get(LaneControl.class).pause(scope);
        paused.add(scope);
    }

    private void resumeOne() throws Exception {
        if (!paused.isEmpty()) {
            road.get(LaneControl.class).resume(paused.remove(random.nextInt(paused.size())));
        }
    }

    private void restart(Duration down) throws Exception {
        road.close();
        clock.advance(down);
        gateway = gateway();
        road = begin();
    }

    private void failFlushes() throws Exception {
        road.events.failFlushes(new IOException("disk full, as the test wants"));
        send(5);
        road.events.failFlushes(null);
    }

    /** Until nothing is left that could go on now. */
    private void awaitRest() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<QueueFacts> busy = busy();
        while (!busy.isEmpty()) {
            assertThat(System.nanoTime() - end)
                    .as("nanoseconds past the time to wait for %s at %s, paused are %s", busy, clock, paused)
                    .isNegative();
            boolean unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
            clock.advance(Duration.ofMillis(50));
            gateway.weatherChanged();
            busy = busy();
        }
    }

    private List<QueueFacts> busy() throws Exception {
        List<QueueFacts> all = new ArrayList<>();
        QueueAdmin admin = road.get(QueueAdmin.class);
        for (String prefix : List.of(LaneName.PREFIX, QueueNames.LATER, QueueNames.EXPIRED, QueueNames.CANCELLED)) {
            all.addAll(admin.list(prefix));
        }
        return all.stream().filter(this::canGoOn).toList();
    }

    private boolean canGoOn(QueueFacts queue) {
        if (queue.depth() == 0) {
            return false;
        }
        Pauses pauses = road.get(Pauses.class);
        boolean held = LaneName.parse(queue.name()).filter(pauses::covers).isPresent();
        boolean waits = TimeSlots.due(queue.name())
                .filter(due -> due.isAfter(clock.instant()))
                .isPresent();
        return !held && !waits && !isDown(queue);
    }

    /** The mail of a domain that is down stays in its own lane, if it has one. */
    private boolean isDown(QueueFacts queue) {
        return LaneName.parse(queue.name())
                .map(LaneName::site)
                .filter(site -> !site.equals(SiteId.OTHER))
                .filter(site -> weather.down(site.value()).isPresent())
                .isPresent();
    }

    /** Resumes everything, lets all retries come, and settles the accounts. */
    Map<EventType, Integer> finish() throws Exception {
        while (!paused.isEmpty()) {
            resumeOne();
        }
        awaitRest();
        weather.clear();
        for (int i = 0; i < 16; i++) {
            clock.advance(Duration.ofMinutes(30));
            awaitRest();
        }
        assertThat(all(QueueNames.LATER)).as("mail that still waits").isZero();
        assertThat(all(LaneName.PREFIX)).as("mail still in lanes").isZero();
        assertThat(all(QueueNames.DEAD)).as("dead letters").isZero();
        return accounts.settle();
    }

    private long all(String prefix) throws Exception {
        return road.get(QueueAdmin.class).list(prefix).stream()
                .mapToLong(QueueFacts::depth)
                .sum();
    }

    @Override
    public void close() {
        road.close();
    }
}
