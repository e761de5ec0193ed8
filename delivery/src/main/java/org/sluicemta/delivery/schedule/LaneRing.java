package org.sluicemta.delivery.schedule;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Deficit round-robin (Shreedhar and Varghese, 1995) over the lanes that have mail. Each turn a lane earns a quantum of
 * credit and may send while its credit covers its next message, so tenants share by bytes and not by who sent more. A
 * message costs something beside its size, since a transaction does.
 */
final class LaneRing {
    private static final long QUANTUM = 64 << 10;
    private static final long MESSAGE_COST = 4 << 10;

    private final Deque<LaneFeed> turns = new ArrayDeque<>();

    void add(LaneFeed feed) {
        if (!turns.contains(feed)) {
            turns.addLast(feed);
        }
    }

    void remove(LaneFeed feed) {
        turns.remove(feed);
    }

    void clear() {
        turns.clear();
    }

    /** The message whose turn it is, still in its feed; null when no lane has mail. */
    @Nullable
    LaneMail next() throws IOException, LaneFeed.UnreadableLaneMessage {
        LaneFeed feed = turns.peekFirst();
        while (feed != null) {
            LaneMail mail = feed.peek();
            if (mail == null) {
                turns.removeFirst();
            } else if (feed.credit() >= cost(mail)) {
                return mail;
            } else {
                feed.addCredit(QUANTUM);
                turns.addLast(turns.removeFirst());
            }
            feed = turns.peekFirst();
        }
        return null;
    }

    static long cost(LaneMail mail) {
        return mail.taken().mail().content().size() + MESSAGE_COST;
    }
}
