package org.sluicemta.testing.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SmtpSink;

/**
 * Kills a server under load as often as asked, starts it again, and compares what was answered 250 with what the sink
 * got in the end.
 */
public final class CrashRun {
    private static final String RECIPIENT_DOMAIN = "crash.example.test";

    /** Starts the server; called once a round and once more to drain. */
    @FunctionalInterface
    public interface Launch {
        ServerProcess start() throws IOException, InterruptedException;
    }

    private final Launch launch;
    private final SmtpSink sink;
    private final String sender;
    private final Map<Integer, AtomicInteger> arrived = new ConcurrentHashMap<>();
    private final Object news = new Object();

    public CrashRun(Launch launch, SmtpSink sink, String sender) {
        this.launch = launch;
        this.sink = sink;
        this.sender = sender;
        sink.onMessage(this::count);
    }

    private void count(ReceivedMessage message) {
        for (String recipient : message.recipients()) {
            if (recipient.endsWith("@" + RECIPIENT_DOMAIN)) {
                arrived.computeIfAbsent(AccountedLoad.numberOf(recipient), n -> new AtomicInteger())
                        .incrementAndGet();
            }
        }
        synchronized (news) {
            news.notifyAll();
        }
    }

    /**
     * @param rounds how often the server is killed
     * @param perRound messages offered in a round
     * @param killAfter answered messages after which the kill falls
     * @param bound of each wait
     */
    public CrashAccount run(int rounds, int perRound, int killAfter, int sessions, Duration bound)
            throws IOException, InterruptedException {
        Set<Integer> answered = new HashSet<>();
        for (int round = 0; round < rounds; round++) {
            answered.addAll(killedRound(round * perRound, perRound, killAfter, sessions, bound));
        }
        try (ServerProcess server = launch.start()) {
            await(() -> arrived.keySet().containsAll(answered), bound);
            server.terminate(bound);
        }
        Set<Integer> missing = new HashSet<>(answered);
        missing.removeAll(arrived.keySet());
        int twice =
                (int) arrived.values().stream().filter(times -> times.get() > 1).count();
        int delivered = arrived.values().stream().mapToInt(AtomicInteger::get).sum();
        return new CrashAccount(answered.size(), missing, delivered, twice);
    }

    private Set<Integer> killedRound(int first, int count, int killAfter, int sessions, Duration bound)
            throws IOException, InterruptedException {
        try (ServerProcess server = launch.start()) {
            AccountedLoad load =
                    new AccountedLoad(server.listener("relay"), sender, RECIPIENT_DOMAIN, first, 4096, killAfter);
            Thread killer = Thread.ofVirtual().start(() -> killAtMilestone(server, load, bound));
            load.run(sessions, first + count - 1);
            killer.join();
            return load.answered();
        }
    }

    private static void killAtMilestone(ServerProcess server, AccountedLoad load, Duration bound) {
        try {
            load.awaitMilestone(bound);
            server.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(BooleanSupplier condition, Duration bound) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        synchronized (news) {
            for (long left = bound.toMillis();
                    left > 0 && !condition.getAsBoolean();
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                news.wait(left);
            }
        }
    }
}
