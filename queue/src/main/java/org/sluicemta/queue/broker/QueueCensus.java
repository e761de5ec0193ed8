package org.sluicemta.queue.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.lane.LaneName;

/**
 * Lists every queue periodically and passes the list to its listeners. Signals move mail. The census finds what a lost
 * signal, another node or an operator left behind. It is the only regular query to the broker.
 */
@Singleton
public final class QueueCensus {
    private static final Logger LOG = LoggerFactory.getLogger(QueueCensus.class);

    private final QueueAdmin admin;
    private final Duration period;
    private final List<Consumer<List<QueueFacts>>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean failing;

    @Inject
    public QueueCensus(QueueAdmin admin, BrokerTuning tuning) {
        this.admin = admin;
        this.period = tuning.census();
    }

    /** The listener gets all queues except those that represent pauses. It may query the broker, but not for long. */
    public void onCount(Consumer<List<QueueFacts>> listener) {
        listeners.add(listener);
    }

    public void start() {
        Thread.ofVirtual().name("queue census").start(this::run);
    }

    private void run() {
        try {
            while (!stopping.await(period.toNanos(), TimeUnit.NANOSECONDS)) {
                count();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count() {
        List<QueueFacts> queues = new ArrayList<>();
        try {
            for (String prefix : List.of(LaneName.PREFIX, QueueNames.LATER)) {
                queues.addAll(admin.list(prefix));
            }
            for (String name : List.of(QueueNames.INTAKE_BOUNCE, QueueNames.EXPIRED, QueueNames.CANCELLED)) {
                admin.find(name).ifPresent(queues::add);
            }
            failing = false;
        } catch (BrokerException e) {
            if (!failing && stopping.getCount() > 0) {
                LOG.warn("Cannot count queues at the moment: {}", e.getMessage());
            }
            failing = true;
            return;
        }
        listeners.forEach(listener -> show(listener, queues));
    }

    private static void show(Consumer<List<QueueFacts>> listener, List<QueueFacts> queues) {
        try {
            listener.accept(queues);
        } catch (RuntimeException e) {
            LOG.error("Could not use the latest queue census; waiting for the next one", e);
        }
    }

    public void stop() {
        stopping.countDown();
    }
}
