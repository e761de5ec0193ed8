package org.sluicemta.testing.smtp;

import java.util.ArrayDeque;
import org.sluicemta.testing.event.Arrivals;

/** Keeps received messages within a budget. The oldest lose their content first, and later their envelope. */
final class MessageLog {
    private final Arrivals<ReceivedMessageSlot> arrivals;
    private final ArrayDeque<ReceivedMessageSlot> withContent = new ArrayDeque<>();
    private final long contentBudget;
    private long contentBytes;

    /** A place in the log whose message may lose its content later. */
    static final class ReceivedMessageSlot {
        private volatile ReceivedMessage message;

        ReceivedMessageSlot(ReceivedMessage message) {
            this.message = message;
        }

        ReceivedMessage message() {
            return message;
        }

        @Override
        public String toString() {
            return message.toString();
        }
    }

    MessageLog(int capacity, long contentBudget) {
        this.arrivals = new Arrivals<>("messages", capacity);
        this.contentBudget = contentBudget;
    }

    Arrivals<ReceivedMessageSlot> arrivals() {
        return arrivals;
    }

    synchronized ReceivedMessage add(ReceivedMessage received) {
        ReceivedMessage message = received.size() > contentBudget ? received.withoutContent() : received;
        ReceivedMessageSlot slot = new ReceivedMessageSlot(message);
        if (message.hasContent()) {
            withContent.addLast(slot);
            contentBytes += message.size();
            while (contentBytes > contentBudget) {
                ReceivedMessageSlot oldest = withContent.removeFirst();
                contentBytes -= oldest.message.size();
                oldest.message = oldest.message.withoutContent();
            }
        }
        arrivals.add(slot);
        return message;
    }

    synchronized void clear() {
        withContent.clear();
        contentBytes = 0;
        arrivals.clear();
    }
}
