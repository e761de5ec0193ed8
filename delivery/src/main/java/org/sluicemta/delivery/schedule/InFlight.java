package org.sluicemta.delivery.schedule;

import java.io.IOException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a scheduler has taken out of its lanes and not acknowledged yet. Used by the scheduler's thread only. */
final class InFlight {
    private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

    private final SiteContext context;
    private int messages;
    private long bytes;

    InFlight(SiteContext context) {
        this.context = context;
    }

    boolean isEmpty() {
        return messages == 0;
    }

    boolean hasRoom() {
        return messages == 0
                || messages < context.limits().messagesInFlight()
                        && bytes < context.limits().bytesInFlight()
                        && context.budget().hasRoom();
    }

    /** The head of its feed leaves it. */
    void take(LaneMail mail) {
        Instant now = context.clock().instant();
        mail.feed().take(LaneRing.cost(mail), now);
        context.use().taken(mail.feed().lane(), now);
        messages++;
        bytes += mail.weight();
        context.budget().take(mail);
    }

    /** Acknowledged, or given back with its session. */
    void release(LaneMail mail) {
        messages--;
        bytes -= mail.weight();
        context.budget().release(mail);
        mail.feed().settled();
        context.use().settled(mail.feed().lane());
        try {
            context.reader().release(mail.taken().mail().content());
        } catch (IOException e) {
            LOG.warn("A spool file stays behind until the next start: {}", e.getMessage());
        }
    }
}
