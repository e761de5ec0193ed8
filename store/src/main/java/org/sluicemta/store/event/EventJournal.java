package org.sluicemta.store.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.Occurrence;
import org.sluicemta.mail.MessageIdSource;

/**
 * The event log as files of JSON lines. A caller that appends encodes its event, takes a position in the order and adds
 * the line to a buffer in memory. One thread writes the whole buffer, flushes once, and completes all waiting futures.
 * Two buffers take turns, so memory is bounded; when the front one is full, callers wait. If the disk fails, the buffer
 * is kept, {@link #flushed()} fails until a later attempt succeeds, and nothing is lost.
 */
public final class EventJournal implements EventLog, AutoCloseable {
    /** How long a line may stay in memory if nobody waits for it. */
    private static final Duration LAZY = Duration.ofMillis(50);

    private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

    private final JournalSettings settings;
    private final InstantSource clock;
    private final MessageIdSource ids;
    private final JournalFile file;
    private final Thread writer;
    private final List<EventSubscription> subscriptions = new CopyOnWriteArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private byte[] front;
    private byte[] back;
    private int filled;
    private List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private boolean closing;

    private final WriteFault fault;

    /** @param node number of this node; makes event ids unique across nodes */
    private EventJournal(JournalSettings settings, InstantSource clock, int node) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.ids = new MessageIdSource(clock, node);
        this.file = new JournalFile(settings, clock);
        this.fault = new WriteFault(settings.directory(), PAUSE_AFTER_FAULT);
        file.lastId().map(EventIds::bits).ifPresent(ids::continueAfter);
        this.front = new byte[64 * 1024];
        this.back = new byte[64 * 1024];
        this.writer = Thread.ofPlatform().name("event-journal").unstarted(this::run);
    }

    /** Opens the journal and starts its thread. */
    public static EventJournal open(JournalSettings settings, InstantSource clock, int node) throws IOException {
        EventJournal journal = new EventJournal(settings, clock, node);
        journal.writer.start();
        return journal;
    }

    @Override
    public Event append(Occurrence what) {
        Instant at = clock.instant();
        byte[] line = EventJson.encode(new Event(EventIds.none(), at, what));
        lock.lock();
        try {
            awaitRoom(line.length);
            String id = EventIds.next(ids);
            put(line, id);
            Event event = new Event(id, at, what);
            subscriptions.forEach(subscription -> subscription.offer(event));
            return event;
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(int length) {
        while (!closing && filled > 0 && filled + length > settings.pendingBytes()) {
            work.signal();
            room.awaitUninterruptibly();
        }
        if (closing) {
            throw new IllegalStateException("the event journal is closed");
        }
    }

    private void put(byte[] line, String id) {
        if (filled + line.length > front.length) {
            front = Arrays.copyOf(front, Math.max(front.length * 2, filled + line.length));
        }
        System.arraycopy(line, 0, front, filled, line.length);
        byte[] idOctets = id.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(idOctets, 0, front, filled + EventJson.ID_OFFSET, EventIds.LENGTH);
        if (filled == 0) {
            work.signal();
        }
        filled += line.length;
    }

    @Override
    public CompletionStage<Void> flushed() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        lock.lock();
        try {
            if (closing) {
                done.completeExceptionally(new IllegalStateException("the event journal is closed"));
            } else {
                waiting.add(done);
                work.signal();
            }
        } finally {
            lock.unlock();
        }
        return done;
    }

    /** Passes every event appended from now on to a listener, in order. A listener that is too slow is dropped. */
    public EventSubscription subscribe(Consumer<Event> listener) {
        EventSubscription subscription = new EventSubscription(listener, subscriptions::remove);
        subscriptions.add(subscription);
        subscription.start();
        return subscription;
    }

    /** Why events can't be written at present, or empty if they can. */
    public Optional<String> fault() {
        return fault.described();
    }

    private void run() {
        boolean more = true;
        while (more) {
            more = awaitAndWrite();
        }
    }

    /** One round; returns false if it was the last. */
    private boolean awaitAndWrite() {
        byte[] batch;
        int length;
        List<CompletableFuture<Void>> served;
        lock.lock();
        try {
            awaitWork();
            if (filled == 0 && waiting.isEmpty()) {
                return !closing;
            }
            batch = front;
            length = filled;
            served = waiting;
            front = back;
            back = batch;
            filled = 0;
            waiting = new ArrayList<>();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        writeUntilDone(batch, length, served);
        return true;
    }

    /** Waits until someone asks for a flush, half of the room is taken, or lines have waited long enough. */
    private void awaitWork() {
        while (filled == 0 && waiting.isEmpty() && !closing) {
            work.awaitUninterruptibly();
        }
        long left = LAZY.toNanos();
        while (waiting.isEmpty() && filled < settings.pendingBytes() / 2 && !closing && left > 0) {
            left = awaitWork(left);
        }
    }

    private long awaitWork(long nanos) {
        try {
            return work.awaitNanos(nanos);
        } catch (InterruptedException e) {
            // Nothing should interrupt this thread; close() ends it with a flag.
            return nanos;
        }
    }

    /** Retries until the batch is on disk, or the journal is closed while the disk still fails. */
    private void writeUntilDone(byte[] batch, int length, List<CompletableFuture<Void>> served) {
        List<CompletableFuture<Void>> toServe = served;
        boolean pending = true;
        while (pending) {
            try {
                if (length > 0) {
                    file.write(ByteBuffer.wrap(batch, 0, length));
                }
                fault.over();
                toServe.forEach(done -> done.complete(null));
                pending = false;
            } catch (IOException e) {
                fault.met(e);
                toServe.forEach(done -> done.completeExceptionally(e));
                // Callers that have asked in the meantime have lines in the other buffer, which comes next.
                pause().forEach(done -> done.completeExceptionally(e));
                toServe = List.of();
                pending = !isClosing();
            }
        }
    }

    /**
     * Waits before another attempt, and collects callers that ask for a flush in the meantime, because they must not
     * wait forever.
     */
    private List<CompletableFuture<Void>> pause() {
        lock.lock();
        try {
            long left = PAUSE_AFTER_FAULT.toNanos();
            while (left > 0 && !closing) {
                left = awaitWork(left);
            }
            List<CompletableFuture<Void>> asked = waiting;
            waiting = new ArrayList<>();
            return asked;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /** Writes pending events and ends. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closing = true;
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        joinWriter();
        subscriptions.forEach(EventSubscription::close);
        file.close();
        fault.raise();
    }

    private void joinWriter() throws IOException {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while events were written", e);
        }
    }
}
