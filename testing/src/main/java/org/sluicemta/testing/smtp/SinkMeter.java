package org.sluicemta.testing.smtp;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.sluicemta.testing.event.NotArrivedException;

/** Counts for {@link SinkCounts}, and lets others wait for a count. */
final class SinkMeter {
    private int connections;
    private int open;
    private int maxOpen;
    private final Map<String, Integer> openByPeer = new HashMap<>();
    private final Map<String, Integer> maxOpenByPeer = new HashMap<>();
    private final Map<String, Long> commands = new HashMap<>();
    private long messages;
    private long contentBytes;

    /** Returns the number of the connection, from 1. */
    synchronized int opened(String peer) {
        open++;
        maxOpen = Math.max(maxOpen, open);
        maxOpenByPeer.merge(peer, openByPeer.merge(peer, 1, Integer::sum), Math::max);
        connections++;
        notifyAll();
        return connections;
    }

    synchronized void closed(String peer) {
        open--;
        openByPeer.computeIfPresent(peer, (key, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }

    synchronized void command(String verb) {
        commands.merge(verb, 1L, Long::sum);
        notifyAll();
    }

    synchronized void message(long size) {
        messages++;
        contentBytes += size;
        notifyAll();
    }

    synchronized SinkCounts counts() {
        return new SinkCounts(connections, open, maxOpen, maxOpenByPeer, commands, messages, contentBytes);
    }

    /** Waits until the counts match. */
    synchronized SinkCounts await(Predicate<SinkCounts> wanted, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        SinkCounts counts = counts();
        while (!wanted.test(counts)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new NotArrivedException("the counts to fit", timeout, "they are " + counts);
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new NotArrivedException("the counts to fit", timeout, "interrupted; they are " + counts);
            }
            counts = counts();
        }
        return counts;
    }
}
