package org.sluicemta.store.event;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.sluicemta.event.Event;

/**
 * A listener to events as they are appended. Events wait in a bounded queue and are passed on by a thread of their own.
 * A listener that falls behind by the whole queue is dropped, because mail must not wait for observers.
 */
public final class EventSubscription implements AutoCloseable {
    private static final int WAITING = 10_000;

    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Consumer<Event> listener;
    private final Consumer<EventSubscription> onEnd;
    private final Thread thread;
    private volatile boolean dropped;

    EventSubscription(Consumer<Event> listener, Consumer<EventSubscription> onEnd) {
        this.listener = listener;
        this.onEnd = onEnd;
        this.thread = Thread.ofVirtual().name("event-subscription").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Called in journal order; never blocks. */
    void offer(Event event) {
        if (!waiting.offer(event)) {
            dropped = true;
            close();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                listener.accept(waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            onEnd.accept(this);
        }
    }

    /** Whether it ended because the listener was too slow. Continue reading from a cursor in that case. */
    public boolean isDropped() {
        return dropped;
    }

    /** After those in progress, no further event is passed on. */
    @Override
    public void close() {
        onEnd.accept(this);
        thread.interrupt();
    }
}
