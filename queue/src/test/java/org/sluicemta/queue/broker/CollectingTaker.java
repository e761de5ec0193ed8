package org.sluicemta.queue.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes so many messages as it was given room for. */
final class CollectingTaker implements Taker {
    private static final long SOON_SECONDS = 20;

    private final BlockingQueue<TakenMessage> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> faults = new LinkedBlockingQueue<>();
    private final Semaphore refusals = new Semaphore(0);
    private final AtomicInteger room;

    CollectingTaker(int room) {
        this.room = new AtomicInteger(room);
    }

    void makeRoom(int messages) {
        room.addAndGet(messages);
    }

    @Override
    public boolean reserve(int octets) {
        if (room.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return true;
        }
        refusals.release();
        return false;
    }

    @Override
    public void take(TakenMessage message) {
        taken.add(message);
    }

    @Override
    public void broken(String why) {
        faults.add(why);
    }

    TakenMessage next() throws InterruptedException {
        TakenMessage message = taken.poll(SOON_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing was pushed within " + SOON_SECONDS + " s");
        }
        return message;
    }

    List<TakenMessage> next(int count) throws InterruptedException {
        List<TakenMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(next());
        }
        return messages;
    }

    /** Returns when it has had no room for a message. */
    void awaitRefusal() throws InterruptedException {
        if (!refusals.tryAcquire(SOON_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it was asked for no more room within " + SOON_SECONDS + " s");
        }
    }

    String fault() throws InterruptedException {
        return String.valueOf(faults.poll(SOON_SECONDS, TimeUnit.SECONDS));
    }

    boolean isEmpty() {
        return taken.isEmpty();
    }
}
