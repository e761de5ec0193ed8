package org.sluicemta.delivery.site;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.queue.broker.Feed;
import org.sluicemta.queue.broker.PushRoom;
import org.sluicemta.queue.broker.TakenMessage;
import org.sluicemta.queue.broker.Taker;
import org.sluicemta.queue.broker.TakingSession;
import org.sluicemta.queue.lane.LaneReader;
import org.sluicemta.queue.lane.Lanes;
import org.sluicemta.queue.lane.TakenMail;
import org.sluicemta.queue.lane.UnreadableMessageException;

/**
 * What the broker has pushed from one lane and the schedule hasn't taken yet: a few messages, so that there is no
 * waiting for the next. Used by the loop's thread, except for the push itself.
 */
final class LaneFeed implements Taker {
    private static final int MESSAGES = 32;
    private static final int OCTETS = 64 << 10;

    private final LaneName lane;
    private final LaneReader reader;
    private final Lanes lanes;
    private final EgressPlans plans;
    private final SiteLoop loop;
    /** For what is in {@code pushed} or on its way there. */
    private final PushRoom room = new PushRoom(MESSAGES, OCTETS);

    private final Queue<TakenMessage> pushed = new ConcurrentLinkedQueue<>();
    /** Returned by the schedule; offered next, unless the feed is closed first. */
    private final Deque<LaneMail> returned = new ArrayDeque<>();

    private @Nullable Feed feed;
    private @Nullable LaneMail head;
    private boolean held;
    private boolean toBeClosed;
    private int taken;
    private Instant lastUse;

    LaneFeed(LaneName lane, SiteContext context, SiteLoop loop, Instant now) {
        this.lane = lane;
        this.reader = context.reader();
        this.lanes = context.lanes();
        this.plans = context.plans();
        this.loop = loop;
        this.lastUse = now;
    }

    /** Starts the pushing. Throws when the lane doesn't exist. */
    void open(TakingSession session) throws ActiveMQException {
        feed = session.open(lane.queue(), this);
    }

    LaneName lane() {
        return lane;
    }

    @Override
    public boolean reserve(int octets) {
        return room.reserve(octets);
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

    private void release(int octets) {
        Feed open = feed;
        if (room.release(1, octets) && open != null) {
            open.more();
        }
    }

    /**
     * The next message, which stays where it is until {@link #taken}; null when none is here.
     *
     * @throws UnreadableLaneMessage with the message, when it cannot be decoded
     */
    @Nullable
    LaneMail peek() throws IOException, UnreadableLaneMessage {
        if (!returned.isEmpty()) {
            return returned.peekFirst();
        }
        if (head == null) {
            TakenMessage message = pushed.poll();
            head = message == null ? null : read(message);
        }
        return head;
    }

    private LaneMail read(TakenMessage message) throws IOException, UnreadableLaneMessage {
        try {
            OutboundMessage mail = reader.outbound(message.message());
            SmtpReply lastReply = LaneReader.lastReply(message.message());
            return new LaneMail(
                    message,
                    new TakenMail(mail, lane, lastReply),
                    this,
                    lanes.ownLane(mail),
                    plans.current().priority(mail.stream()));
        } catch (UnreadableMessageException e) {
            release(message.octets());
            throw new UnreadableLaneMessage(message, e);
        }
    }

    /** The schedule has the peeked message. */
    void taken(Instant now) {
        lastUse = now;
        taken++;
        if (returned.pollFirst() == null) {
            LaneMail mail = head;
            head = null;
            if (mail != null) {
                release(mail.message().octets());
            }
        }
    }

    /** The schedule can't use a message now. */
    void giveBack(LaneMail mail) {
        taken--;
        returned.addLast(mail);
    }

    /** A message is settled: acknowledged, or returned to the broker with its session. */
    void settled(Instant now) {
        lastUse = now;
        taken--;
    }

    /** Nothing may be offered to the schedule until {@link #unhold()}. */
    void hold() {
        held = true;
    }

    /** The same, and the broker may have back what is here. */
    void holdUntilOpened() {
        held = true;
        toBeClosed = true;
    }

    void unhold() {
        held = false;
        toBeClosed = false;
    }

    boolean isToBeClosed() {
        return toBeClosed;
    }

    boolean isHeld() {
        return held;
    }

    boolean isIdleSince(Instant time) {
        return taken == 0 && returned.isEmpty() && head == null && pushed.isEmpty() && lastUse.isBefore(time);
    }

    /** Whether the schedule has some of its mail. */
    boolean hasTaken() {
        return taken > 0;
    }

    /**
     * Returns to the broker what the schedule doesn't have. Only when the schedule has nothing, because the broker
     * would hand that out again.
     */
    void close() throws ActiveMQException, IOException {
        Feed open = feed;
        feed = null;
        if (open != null) {
            open.close();
        }
        forget();
    }

    /** What is here returns with the session. */
    void forget() throws IOException {
        pushed.clear();
        for (LaneMail mail = returned.pollFirst(); mail != null; mail = returned.pollFirst()) {
            reader.release(mail.mail().content());
        }
        if (head != null) {
            reader.release(head.mail().content());
            head = null;
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
