package org.sluicemta.store.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sluicemta.egress.CapReserve;
import org.sluicemta.egress.CapReserve.NothingLeft;
import org.sluicemta.egress.CapReserve.Reservation;
import org.sluicemta.egress.MessageCap;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.testing.time.MutableClock;

/** Two nodes with two senders each, which send for hours under two caps at once, and sometimes die. */
class CapsOfNodesIT extends DatabaseContract {
    private static final MessageCap A_MINUTE = new MessageCap(60, Duration.ofMinutes(1));
    private static final MessageCap AN_HOUR = new MessageCap(600, Duration.ofHours(1));
    private static final List<String> SCOPES = List.of("source mkt-1", "source mkt-2", "pool marketing at gmail");
    private static final Duration LONGEST_STEP = Duration.ofSeconds(30);
    private static final int MESSAGES = 6_000;
    private static final int CRASHES = 40;

    private final MutableClock clock = new MutableClock();
    private final Map<String, Queue<Instant>> left = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicInteger crashes = new AtomicInteger();

    @Test
    @Timeout(120)
    void noPeriodSeesMoreThanItsCap() throws Exception {
        CapReserve one = new DatabaseCapReserve(database(), clock);
        CapReserve other = new DatabaseCapReserve(database(), clock);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                CapReserve node = i % 2 == 0 ? one : other;
                Random random = new Random(i);
                senders.add(threads.submit(() -> sendUntilAllIsSent(node, random)));
            }
            for (Future<?> sender : senders) {
                sender.get(100, TimeUnit.SECONDS);
            }
        }

        assertThat(sent.get()).isGreaterThanOrEqualTo(MESSAGES);
        assertThat(crashes).hasValueGreaterThan(0);
        SCOPES.forEach(scope -> {
            assertThat(most(scope, A_MINUTE)).isBetween(40L, A_MINUTE.messages());
            assertThat(most(scope, AN_HOUR)).isBetween(400L, AN_HOUR.messages());
        });
    }

    private void sendUntilAllIsSent(CapReserve node, Random random) {
        while (sent.get() < MESSAGES) {
            String scope = SCOPES.get(random.nextInt(SCOPES.size()));
            switch (node.reserve(scope, A_MINUTE, 1 + random.nextInt(20))) {
                case NothingLeft nothing -> waitUntil(nothing.until());
                case Reservation minute -> sendUnderBoth(node, scope, minute, random);
            }
        }
    }

    private void sendUnderBoth(CapReserve node, String scope, Reservation minute, Random random) {
        switch (node.reserve(scope, AN_HOUR, minute.messages())) {
            case NothingLeft nothing -> {
                node.settle(minute, 0, clock.instant());
                waitUntil(nothing.until());
            }
            case Reservation hour -> send(node, scope, minute, hour, random);
        }
    }

    private void send(CapReserve node, String scope, Reservation minute, Reservation hour, Random random) {
        long most = random.nextInt((int) Math.min(minute.messages(), hour.messages()) + 1);
        Instant heldUntil = minute.heldUntil();
        Instant last = Instant.EPOCH;
        long used = 0;
        for (; used < most; used++) {
            Instant now = clock.instant();
            if (!now.isBefore(heldUntil)) {
                break;
            }
            left.computeIfAbsent(scope, name -> new ConcurrentLinkedQueue<>()).add(now);
            last = now;
            sent.incrementAndGet();
            if (random.nextInt(20) == 0) {
                clock.advance(Duration.ofMillis(random.nextInt(3_000)));
                heldUntil = clock.instant().plus(CapReserve.HELD);
                node.prolong(List.of(minute, hour));
            }
        }
        if (random.nextInt(CRASHES) == 0) {
            crashes.incrementAndGet();
            return;
        }
        node.settle(minute, used, last);
        node.settle(hour, used, last);
    }

    private void waitUntil(Instant until) {
        Duration wait = Duration.between(clock.instant(), until);
        clock.advance(wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : wait);
    }

    /** The most messages in any period of a cap. */
    private long most(String scope, MessageCap cap) {
        List<Instant> times = left.getOrDefault(scope, new ConcurrentLinkedQueue<>()).stream()
                .sorted()
                .toList();
        long most = 0;
        int first = 0;
        for (int i = 0; i < times.size(); i++) {
            while (!times.get(first).isAfter(times.get(i).minus(cap.period()))) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }
}
