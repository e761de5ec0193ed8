package org.sluicemta.delivery.schedule;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.broker.Feed;
import org.sluicemta.queue.broker.TakenMessage;
import org.sluicemta.queue.broker.Taker;
import org.sluicemta.queue.broker.TakingSession;
import org.sluicemta.queue.lane.LaneReader;
import org.sluicemta.queue.lane.TakenMail;
import org.sluicemta.queue.lane.UnreadableMessageException;

/**
 * A scheduler's hold on one lane: what the broker pushed out of it, the message at its head, its share. Used by the
 * scheduler's thread, but for what is pushed.
 */
final class LaneFeed implements Taker {
    private final LaneName lane;
    private final LaneReader reader;
    private final SiteLoop loop;
    private final int window;
    private final Queue<TakenMessage> pushed = new ConcurrentLinkedQueue<>();
    private @Nullable Feed feed;
    private @Nullable LaneMail head;
    private long credit;
    private int inFlight;
    private Instant lastUse;

    /** Messages and octets that are promised room or wait here; guarded by this. */
    private int held;

    private long heldOctets;
    private boolean starved;

    /** @param window octets that may wait here; one message always may */
    LaneFeed(LaneName lane, LaneReader reader, SiteLoop loop, int window, Instant now) {
        this.lane = lane;
        this.reader = reader;
        this.loop = loop;
        this.window = window;
        this.lastUse = now;
    }

    /** Begins to be pushed. Throws when the lane does not exist. */
    void open(TakingSession session) throws ActiveMQException {
        feed = session.open(lane.queue(), this);
    }

    @Override
    public synchronized boolean reserve(int octets) {
        if (held > 0 && heldOctets + octets > window) {
            starved = true;
            return false;
        }
        held++;
        heldOctets += octets;
        return true;
    }

    @Override
    public void take(TakenMessage message) {
        pushed.add(message);
        loop.offer(lane);
    }

    @Override
    public void broken(String why) {
        loop.lost(this, why);
    }

    private void released(int octets) {
        boolean more;
        synchronized (this) {
            held--;
            heldOctets -= octets;
            more = starved && heldOctets * 2 <= window;
            if (more) {
                starved = false;
            }
        }
        Feed open = feed;
        if (more && open != null) {
            open.more();
        }
    }

    LaneName lane() {
        return lane;
    }

    int window() {
        return window;
    }

    boolean hasMail() {
        return head != null || !pushed.isEmpty();
    }

    /**
     * The next message, which stays where it is until {@link #take}; null when none is here.
     *
     * @throws UnreadableLaneMessage with the message, when it is not in our form
     */
    @Nullable
    LaneMail peek() throws IOException, UnreadableLaneMessage {
        if (head == null) {
            TakenMessage message = pushed.poll();
            if (message == null) {
                credit = 0;
                return null;
            }
            head = read(message);
        }
        return head;
    }

    private LaneMail read(TakenMessage message) throws IOException, UnreadableLaneMessage {
        try {
            return new LaneMail(
                    message,
                    new TakenMail(reader.outbound(message.message()), lane, LaneReader.lastReply(message.message())),
                    this);
        } catch (UnreadableMessageException e) {
            released(message.octets());
            throw new UnreadableLaneMessage(message, e);
        }
    }

    /** The head leaves the feed and is in flight. */
    void take(long cost, Instant now) {
        LaneMail taken = Objects.requireNonNull(head);
        head = null;
        released(taken.message().octets());
        credit -= cost;
        inFlight++;
        lastUse = now;
    }

    /** A message in flight was acknowledged. */
    void settled() {
        inFlight--;
    }

    void addCredit(long amount) {
        credit += amount;
    }

    long credit() {
        return credit;
    }

    boolean isIdleSince(Instant time) {
        return inFlight == 0 && !hasMail() && lastUse.isBefore(time);
    }

    boolean hasInFlight() {
        return inFlight > 0;
    }

    /** Gives back what was fetched and not taken. Only without mail in flight: the broker would hand that out again. */
    void close() throws ActiveMQException, IOException {
        releaseHead();
        pushed.clear();
        Feed open = feed;
        feed = null;
        if (open != null) {
            open.close();
        }
    }

    /** The message at the head goes back with the consumer or its session. */
    void releaseHead() throws IOException {
        LaneMail unused = head;
        head = null;
        if (unused != null) {
            reader.release(unused.taken().mail().content());
        }
    }

    /** A message in a lane that cannot be read. */
    static final class UnreadableLaneMessage extends Exception {
        private static final long serialVersionUID = 1;
        private final transient TakenMessage message;

        UnreadableLaneMessage(TakenMessage message, UnreadableMessageException cause) {
            super(cause.getMessage(), cause);
            this.message = message;
        }

        TakenMessage message() {
            return message;
        }
    }
}
