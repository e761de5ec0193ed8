package org.sluicemta.queue.lane;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.queue.broker.TakenMessage;
import org.sluicemta.queue.content.StoredContent;
import org.sluicemta.queue.content.UnreadableContentException;

/**
 * A message that leaves its queue, and what is sent in the same transaction.
 *
 * @param message removed from the broker
 * @param moved the same mail in another queue, once for each time it is due back
 * @param added new mail that follows from it: status notices
 * @param left the mail that was counted in a lane until now, or null if it wasn't in a lane
 */
public record Settled(
        TakenMessage message,
        List<QueuedMail> moved,
        List<QueuedMail> added,
        @Nullable OutboundMessage left) {
    public Settled {
        moved = List.copyOf(moved);
        added = List.copyOf(added);
    }

    /** @throws UnreadableContentException if a delivery found that the content is permanently unreadable */
    void requireReadable() throws UnreadableContentException {
        for (QueuedMail mail : moved) {
            if (mail.mail().content() instanceof StoredContent stored && stored.unreadable() != null) {
                throw stored.unreadable();
            }
        }
    }

    boolean hasSends() {
        return !moved.isEmpty() || !added.isEmpty();
    }
}
