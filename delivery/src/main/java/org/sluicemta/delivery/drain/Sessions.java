package org.sluicemta.delivery.drain;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.queue.broker.TakingSession;

/** Closes sessions that are no longer needed; anything uncommitted is rolled back. */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private Sessions() {}

    static void close(@Nullable TakingSession session) {
        if (session == null) {
            return;
        }
        try {
            session.close();
        } catch (ActiveMQException e) {
            LOG.debug("A session did not close; the broker drops it with its connection", e);
        }
    }
}
