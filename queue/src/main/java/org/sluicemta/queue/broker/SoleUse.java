package org.sluicemta.queue.broker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;

/**
 * Ensures that a server with content in its own files is the only one on its broker, because another server couldn't
 * read the content. A crashed server may still have consumers until the broker notices.
 */
public final class SoleUse {
    /** A broker drops a connection that has been silent for a minute; it checks every two seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    private static final Duration AGAIN = Duration.ofMillis(500);

    private final QueueAdmin admin;

    @Inject
    public SoleUse(QueueAdmin admin) {
        this.admin = admin;
    }

    /** Call this before anything is taken. @throws BrokerException if another server takes mail from the broker */
    public void require() throws BrokerException, InterruptedException {
        require(PATIENCE);
    }

    void require(Duration patience) throws BrokerException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + patience.toNanos();
        List<String> taken = taken();
        while (!taken.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new BrokerException(
                        "another server takes mail from the broker, from " + taken.getFirst()
                                + ". Servers that share a broker must all say <broker content=\"database\">",
                        new IllegalStateException(taken.size() + " queues have consumers"));
            }
            never.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            taken = taken();
        }
    }

    private List<String> taken() throws BrokerException {
        return admin.list("").stream()
                .filter(queue -> queue.consumers() > 0 && QueueNames.isOurs(queue.name()))
                .map(QueueFacts::name)
                .toList();
    }
}
