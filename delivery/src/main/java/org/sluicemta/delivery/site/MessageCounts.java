package org.sluicemta.delivery.site;

import java.util.HashMap;
import java.util.Map;
import org.sluicemta.mail.MessageId;

/** How many outbound messages there are of each message. */
final class MessageCounts {
    private final Map<MessageId, Integer> counts = new HashMap<>();

    void add(MessageId id) {
        counts.merge(id, 1, Integer::sum);
    }

    /** Does nothing when there is none. */
    void remove(MessageId id) {
        counts.computeIfPresent(id, (message, count) -> count == 1 ? null : count - 1);
    }

    boolean has(MessageId id) {
        return counts.containsKey(id);
    }

    void clear() {
        counts.clear();
    }
}
