package org.sluicemta.testing.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SmtpSink;

/**
 * Repeatedly kills a server under load, or brings it down in another way, restarts it, and compares what was answered
 * 250 with what the sink got in the end.
 */
public final class CrashRun {
    private static final String RECIPIENT_DOMAIN = "crash.example.test";

    /** Starts the server; called once a round and once more to drain. */
    @FunctionalInterface
    public interface Launch {
        ServerProcess start() throws IOException, InterruptedException;
    }

    /** Brings the server down; it has ended when this returns. */
    @FunctionalInterface
    public interface Blow {
        void fall(ServerProcess server) throws IOException, InterruptedException;
    }

    private final Launch launch;
    private final Blow blow;
    private final SmtpSink sink;
    private final String sender;
    private final Map<Integer, AtomicInteger> arrived = new ConcurrentHashMap<>();
    private final Object news = new Object();

    /** With SIGKILL. */
    public CrashRun(Launch launch, SmtpSink sink, String sender) {
        this(launch, ServerProcess::kill, sink, sender);
    }

    public CrashRun(Launch launch, Blow blow, SmtpSink sink, String sender) {
        this.launch = launch;
        this.blow = blow;
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
     * @param rounds how often the server is brought down
     * @param perRound messages offered in a round
     * @param killAfter answered messages after which the server is brought down
     * @param bound of each wait
     * @throws IOException if the server doesn't start, or couldn't be brought down
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
            FutureTask<Void> fallen = new FutureTask<>(() -> {
                load.awaitMilestone(bound);
                blow.fall(server);
                return null;
            });
            Thread.ofVirtual().start(fallen);
            load.run(sessions, first + count - 1);
            fallen.get();
            endInGoodOrder(server, load.answered(), bound);
            return load.answered();
        } catch (ExecutionException e) {
            throw new IOException("the server was not brought down", e.getCause());
        }
    }

    /**
     * A server that survived the blow on its broker knows what it has delivered and not acknowledged. Ending it before it
     * has the broker again would be a second blow, which is not what is counted.
     */
    private void endInGoodOrder(ServerProcess server, Set<Integer> answered, Duration bound)
            throws InterruptedException {
        if (!server.awaitEnd(Duration.ZERO)) {
            await(() -> arrived.keySet().containsAll(answered), bound);
            server.terminate(bound);
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
