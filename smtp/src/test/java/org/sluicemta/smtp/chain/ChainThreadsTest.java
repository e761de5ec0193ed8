package org.sluicemta.smtp.chain;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sluicemta.testing.event.Waiting;

@Timeout(60)
class ChainThreadsTest {
    private static final int MOST = 4;
    private final ChainThreads threads = new ChainThreads(MOST);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stop() throws Exception {
        release.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, SECONDS)).isTrue();
    }

    @Test
    void runsAsManyAtATimeAsItMayAndTheRestAfterThem() throws Exception {
        CountDownLatch running = new CountDownLatch(MOST);
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < MOST; i++) {
            threads.execute(() -> {
                running.countDown();
                await(release);
                done.incrementAndGet();
            });
        }
        assertThat(running.await(10, SECONDS)).isTrue();
        CompletableFuture<Integer> late = new CompletableFuture<>();
        threads.execute(() -> late.complete(done.get()));
        assertThat(late).isNotDone();
        release.countDown();
        assertThat(late.get(10, SECONDS)).as("chains that had ended by then").isPositive();
    }

    @Test
    void runsEveryTaskOfManyGivers() throws Exception {
        AtomicInteger done = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(40_000);
        Set<Thread> givers = new HashSet<>();
        for (int giver = 0; giver < 8; giver++) {
            givers.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 5_000; i++) {
                    threads.execute(() -> {
                        done.incrementAndGet();
                        all.countDown();
                    });
                }
            }));
        }
        for (Thread giver : givers) {
            giver.join();
        }
        assertThat(all.await(20, SECONDS)).isTrue();
        assertThat(done).hasValue(40_000);
    }

    @Test
    void takesTheThreadThatWasBusyLast() throws Exception {
        CountDownLatch releaseFirst = new CountDownLatch(1);
        CountDownLatch releaseSecond = new CountDownLatch(1);
        Thread first = busy(releaseFirst);
        Thread second = busy(releaseSecond);
        releaseFirst.countDown();
        untilAsleep(first);
        releaseSecond.countDown();
        untilAsleep(second);
        for (int i = 0; i < 20; i++) {
            Thread used = threads.submit(Thread::currentThread).get(10, SECONDS);
            assertThat(used).isSameAs(second);
            untilAsleep(second);
        }
    }

    private Thread busy(CountDownLatch until) throws InterruptedException {
        LinkedBlockingQueue<Thread> thread = new LinkedBlockingQueue<>();
        threads.execute(() -> {
            thread.add(Thread.currentThread());
            await(until);
        });
        return thread.take();
    }

    /** Until it waits with a bound, as nothing does here but a thread without a task. */
    private static void untilAsleep(Thread thread) throws Exception {
        Waiting.until("a thread that sleeps", () -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void outlivesATaskThatThrows() throws Exception {
        for (int i = 0; i < 2 * MOST; i++) {
            threads.execute(() -> {
                throw new ChainFault();
            });
        }
        assertThat(threads.submit(() -> "alive").get(10, SECONDS)).isEqualTo("alive");
    }

    @Test
    void runsWhatWaitsAtAStopAndNothingNew() throws Exception {
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 3 * MOST; i++) {
            threads.execute(() -> {
                await(release);
                done.incrementAndGet();
            });
        }
        threads.shutdown();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(threads.awaitTermination(1, java.util.concurrent.TimeUnit.MILLISECONDS))
                .isFalse();
        release.countDown();
        assertThat(threads.awaitTermination(10, SECONDS)).isTrue();
        assertThat(done).hasValue(3 * MOST);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not printed, for it is meant to be thrown. */
    private static final class ChainFault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ChainFault() {
            super("a chain's own fault", null, false, false);
        }
    }
}
