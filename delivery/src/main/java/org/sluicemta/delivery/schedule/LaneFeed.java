package org.sluicemta.delivery.schedule;

import java.io.IOException;
import java.time.Instant;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.lane.LaneReader;
import org.sluicemta.queue.lane.TakenMail;
import org.sluicemta.queue.lane.UnreadableMessageException;

/** A scheduler's hold on one lane: its consumer, the message at its head, its share. Used by the scheduler's thread. */
final class LaneFeed {
    private final LaneName lane;
    private final ClientConsumer consumer;
    private final LaneReader reader;
    private final int window;
    private @Nullable LaneMail head;
    private boolean mayHaveMail = true;
    private boolean emptinessUnproven;
    private long credit;
    private int inFlight;
    private Instant lastUse;

    LaneFeed(LaneName lane, ClientSession session, LaneReader reader, int window, Instant now)
            throws ActiveMQException {
        this.lane = lane;
        this.reader = reader;
        this.window = window;
        this.consumer = session.createConsumer(SimpleString.of(lane.queue()), null, window, -1, false);
        this.lastUse = now;
    }

    LaneName lane() {
        return lane;
    }

    /** Octets that the broker sends ahead; 0 when each message is asked for. */
    int window() {
        return window;
    }

    void mailArrived() {
        mayHaveMail = true;
    }

    /**
     * The next message, which stays where it is until {@link #take}; null when the lane is empty.
     *
     * @throws UnreadableLaneMessage with the message, when it is not in our form
     */
    @Nullable
    LaneMail peek() throws ActiveMQException, IOException, UnreadableLaneMessage {
        if (head == null && mayHaveMail) {
            ClientMessage message = consumer.receiveImmediate();
            if (message == null) {
                mayHaveMail = false;
                emptinessUnproven = true;
                credit = 0;
                return null;
            }
            head = read(message);
        }
        return head;
    }

    private LaneMail read(ClientMessage message) throws IOException, UnreadableLaneMessage {
        try {
            return new LaneMail(
                    message, new TakenMail(reader.outbound(message), lane, LaneReader.lastReply(message)), this);
        } catch (UnreadableMessageException e) {
            throw new UnreadableLaneMessage(message, e);
        }
    }

    /** The broker sent nothing ahead when last asked; whether the lane is empty nobody has looked up since. */
    boolean isEmptinessUnproven() {
        return emptinessUnproven;
    }

    /** Looks up whether mail is left that is not in flight. */
    boolean provesEmpty(ClientSession session) throws ActiveMQException {
        emptinessUnproven = false;
        return session.queueQuery(SimpleString.of(lane.queue())).getMessageCount() <= inFlight;
    }

    /** The head leaves the feed and is in flight. */
    void take(long cost, Instant now) {
        head = null;
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
        return inFlight == 0 && head == null && !mayHaveMail && lastUse.isBefore(time);
    }

    boolean hasInFlight() {
        return inFlight > 0;
    }

    /** Gives back what was fetched and not taken. Only without mail in flight: the broker would hand that out again. */
    void close() throws ActiveMQException, IOException {
        releaseHead();
        consumer.close();
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
        private final transient ClientMessage message;

        UnreadableLaneMessage(ClientMessage message, UnreadableMessageException cause) {
            super(cause.getMessage(), cause);
            this.message = message;
        }

        ClientMessage message() {
            return message;
        }
    }
}
