package org.sluicemta.delivery.schedule;

import java.util.concurrent.atomic.AtomicLong;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.queue.broker.BrokerTuning;

/**
 * Content that all schedulers together have taken out of lanes and not settled, in memory and in files. A scheduler that
 * has nothing in flight takes one message all the same, so none ever waits for another. Thread-safe.
 */
@Singleton
final class FlightBudget {
    private static final long MOST_IN_FILES = 256 << 20;

    private final long mostInMemory;
    private final AtomicLong memory = new AtomicLong();
    private final AtomicLong files = new AtomicLong();

    @Inject
    FlightBudget(BrokerTuning tuning) {
        this(tuning.heap().inFlight());
    }

    FlightBudget(long mostInMemory) {
        this.mostInMemory = mostInMemory;
    }

    boolean hasRoom() {
        return memory.get() < mostInMemory && files.get() < MOST_IN_FILES;
    }

    void take(LaneMail mail) {
        memory.addAndGet(mail.weight());
        files.addAndGet(mail.spooled());
    }

    void release(LaneMail mail) {
        memory.addAndGet(-mail.weight());
        files.addAndGet(-mail.spooled());
    }
}
