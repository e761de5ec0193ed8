package org.sluicemta.delivery.schedule;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.broker.TakenMessage;
import org.sluicemta.queue.broker.TakingSession;
import org.sluicemta.queue.lane.Settled;

/** A scheduler's transacted session and its feeds. Used by the scheduler's thread only. */
final class SiteSession {
    private static final Logger LOG = LoggerFactory.getLogger(SiteSession.class);

    private final SiteContext context;
    private final TakingSession taking;
    private final SiteLoop loop;
    private final Map<LaneName, LaneFeed> feeds = new HashMap<>();

    SiteSession(SiteContext context, SiteLoop loop) throws ActiveMQException {
        this.context = context;
        this.taking = context.connections().taking();
        this.loop = loop;
    }

    /** The feed of a lane, opened when it was not. Throws when the lane does not exist. */
    LaneFeed feed(LaneName lane, Instant now) throws ActiveMQException {
        LaneFeed feed = feeds.get(lane);
        if (feed == null) {
            feed = open(lane, now);
            feeds.put(lane, feed);
        }
        return feed;
    }

    private LaneFeed open(LaneName lane, Instant now) throws ActiveMQException {
        int window = context.windows().take(context.limits().window());
        boolean opened = false;
        try {
            LaneFeed feed = new LaneFeed(lane, context.reader(), loop, window, now);
            feed.open(taking);
            opened = true;
            return feed;
        } finally {
            if (!opened) {
                context.windows().giveBack(window);
            }
        }
    }

    @Nullable
    LaneFeed openFeed(LaneName lane) {
        return feeds.get(lane);
    }

    Collection<LaneFeed> feeds() {
        return feeds.values();
    }

    boolean owns(LaneFeed feed) {
        return feeds.get(feed.lane()) == feed;
    }

    void close(LaneFeed feed) throws ActiveMQException, IOException {
        feeds.remove(feed.lane());
        context.windows().giveBack(feed.window());
        feed.close();
    }

    /** Sends what follows and acknowledges, in one transaction. */
    void commit(List<Settled> batch) throws ActiveMQException, IOException {
        context.mail().commit(taking, batch, List.of());
    }

    /** What cannot be read goes to the dead letters, where a person can look at it; it must not hold up its lane. */
    void bury(TakenMessage message) throws ActiveMQException, IOException {
        context.mail().commit(taking, List.of(), List.of(message));
    }

    private void forget(LaneFeed feed) {
        context.windows().giveBack(feed.window());
        try {
            feed.releaseHead();
        } catch (IOException e) {
            LOG.warn("A spool file stays behind until the next start: {}", e.getMessage());
        }
    }

    /** Closes; what was not acknowledged goes back to its lane. */
    void close() throws ActiveMQException {
        feeds.values().forEach(this::forget);
        feeds.clear();
        taking.close();
    }
}
