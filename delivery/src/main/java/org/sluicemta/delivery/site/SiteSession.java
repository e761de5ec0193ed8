package org.sluicemta.delivery.site;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.broker.TakenMessage;
import org.sluicemta.queue.broker.TakingSession;
import org.sluicemta.queue.lane.Settled;

/**
 * A site's transacted session and its feeds. Feeds belong to the loop's thread. Commits come from the thread that makes
 * batches durable, one at a time, and nothing is opened or closed during a commit.
 */
final class SiteSession {
    private static final Logger LOG = LoggerFactory.getLogger(SiteSession.class);

    private final SiteContext context;
    private final TakingSession taking;
    private final SiteLoop loop;
    private final Map<LaneName, LaneFeed> feeds = new HashMap<>();
    private final ReentrantLock use = new ReentrantLock();
    private boolean closed;

    SiteSession(SiteContext context, SiteLoop loop) throws ActiveMQException {
        this.context = context;
        this.taking = context.connections().taking();
        this.loop = loop;
    }

    /** The feed of a lane, opened if necessary. Throws when the lane doesn't exist. */
    LaneFeed feed(LaneName lane, Instant now) throws ActiveMQException {
        LaneFeed feed = feeds.get(lane);
        if (feed == null) {
            feed = new LaneFeed(lane, context, loop, now);
            use.lock();
            try {
                feed.open(taking);
            } finally {
                use.unlock();
            }
            feeds.put(lane, feed);
        }
        return feed;
    }

    @Nullable
    LaneFeed openFeed(LaneName lane) {
        return feeds.get(lane);
    }

    List<LaneFeed> feeds() {
        return new ArrayList<>(feeds.values());
    }

    /** Whether it is unusable. */
    boolean hasEnded() {
        return taking.sends().isClosed();
    }

    boolean owns(LaneFeed feed) {
        return feeds.get(feed.lane()) == feed;
    }

    void close(LaneFeed feed) throws ActiveMQException, IOException {
        feeds.remove(feed.lane());
        use.lock();
        try {
            feed.close();
        } finally {
            use.unlock();
        }
    }

    /**
     * Sends what follows and acknowledges, in one transaction. Blocks on the disk.
     *
     * @throws ActiveMQException also when the session has been closed: its messages come again
     */
    void commit(List<Settled> batch) throws ActiveMQException, IOException {
        commit(batch, List.of());
    }

    /**
     * Unreadable messages go to the dead letter queue, where a person can look at them, so that they don't block their
     * lane.
     */
    void bury(TakenMessage message) throws ActiveMQException, IOException {
        commit(List.of(), List.of(message));
    }

    private void commit(List<Settled> batch, List<TakenMessage> dead) throws ActiveMQException, IOException {
        use.lock();
        try {
            if (closed) {
                throw new ActiveMQException("the session was closed");
            }
            context.mail().commit(taking, batch, dead);
        } finally {
            use.unlock();
        }
    }

    /** Closes; unacknowledged mail returns to its lane. */
    void close() throws ActiveMQException {
        use.lock();
        try {
            closed = true;
            taking.close();
        } finally {
            use.unlock();
        }
        feeds.values().forEach(SiteSession::forget);
        feeds.clear();
    }

    private static void forget(LaneFeed feed) {
        try {
            feed.forget();
        } catch (IOException e) {
            LOG.warn("A spool file could not be deleted and stays until the next start: {}", e.getMessage());
        }
    }
}
