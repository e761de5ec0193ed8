package org.sluicemta.delivery.drain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.sluicemta.queue.broker.Feed;
import org.sluicemta.queue.broker.PushRoom;
import org.sluicemta.queue.broker.TakenMessage;
import org.sluicemta.queue.broker.Taker;
import org.sluicemta.queue.broker.TakingSession;

/** Collects what a queue pushes, at most one batch, until a worker takes it. */
final class PushedBatch implements Taker {
    private static final int MESSAGES = 200;
    private static final long OCTETS = 4 << 20;
    /** Stands for the end of a wait: the queue pushes nothing more, or the worker is to stop. */
    private static final Entry END = new Entry(null);

    private final BlockingQueue<Entry> pushed = new LinkedBlockingQueue<>();
    private final PushRoom room = new PushRoom(MESSAGES, OCTETS);
    private @Nullable Feed feed;
    private volatile boolean broken;

    private record Entry(@Nullable TakenMessage message) {}

    void open(TakingSession session, String queue) throws ActiveMQException {
        feed = session.open(queue, this);
    }

    @Override
    public boolean reserve(int octets) {
        return room.reserve(octets);
    }

    @Override
    public void take(TakenMessage message) {
        pushed.add(new Entry(message));
    }

    @Override
    public void broken(String why) {
        broken = true;
        wake();
    }

    /** Ends a wait. */
    void wake() {
        pushed.add(END);
    }

    boolean isBroken() {
        return broken;
    }

    boolean isEmpty() {
        return pushed.isEmpty();
    }

    /** What has arrived, at least one message. Waits for it; returns nothing when the wait was ended. */
    List<TakenMessage> await() throws InterruptedException {
        return with(pushed.take());
    }

    /** The same with a time limit; nothing when no message arrived in time. */
    List<TakenMessage> await(long millis) throws InterruptedException {
        Entry first = pushed.poll(millis, TimeUnit.MILLISECONDS);
        return first == null ? List.of() : with(first);
    }

    private List<TakenMessage> with(Entry first) {
        List<TakenMessage> batch = new ArrayList<>();
        for (Entry entry = first; entry != null; entry = pushed.poll()) {
            if (entry.message() != null) {
                batch.add(entry.message());
            }
        }
        return batch;
    }

    /** These are finished, so there is room for others. */
    void release(List<TakenMessage> batch) {
        long octets = batch.stream().mapToLong(TakenMessage::octets).sum();
        Feed open = feed;
        if (room.release(batch.size(), octets) && open != null) {
            open.more();
        }
    }
}
