package org.sluicemta.delivery.schedule;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.broker.QueueUse;
import org.sluicemta.queue.broker.TakingSession;
import org.sluicemta.queue.lane.QueuedMail;

/** A scheduler's transacted session and its feeds. Used by the scheduler's thread only. */
final class SiteSession {
    private static final Logger LOG = LoggerFactory.getLogger(SiteSession.class);

    private final SiteContext context;
    private final TakingSession taking;
    private final ClientSession session;
    private final Map<LaneName, LaneFeed> feeds = new HashMap<>();

    SiteSession(SiteContext context) throws ActiveMQException {
        this.context = context;
        this.taking = context.connections().taking();
        this.session = taking.session();
        session.start();
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
            LaneFeed feed = new LaneFeed(lane, session, context.reader(), window, now);
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

    /** Lanes that gave nothing when last asked and have mail all the same. */
    List<LaneFeed> wronglyEmpty() throws ActiveMQException {
        List<LaneFeed> wrong = new ArrayList<>();
        for (LaneFeed feed : feeds.values()) {
            if (feed.isEmptinessUnproven() && !feed.provesEmpty(session)) {
                wrong.add(feed);
            }
        }
        return wrong;
    }

    /** Sends what follows and acknowledges, in one transaction. */
    void commit(List<Finished> batch) throws ActiveMQException, IOException {
        if (batch.stream().anyMatch(done -> done.settlement().hasSends())) {
            try (QueueUse.Permit sending = context.queues().sending()) {
                sendAll(batch);
                acknowledge(batch);
                taking.sends().commit();
            }
        } else {
            acknowledge(batch);
            taking.sends().commit();
        }
    }

    private void sendAll(List<Finished> batch) throws ActiveMQException, IOException {
        for (Finished done : batch) {
            for (QueuedMail mail : done.settlement().sends()) {
                context.writer().send(taking.sends(), mail);
            }
            for (QueuedMail mail : done.settlement().notices()) {
                context.writer().send(taking.sends(), mail);
            }
        }
    }

    private static void acknowledge(List<Finished> batch) throws ActiveMQException {
        for (Finished done : batch) {
            done.mail().message().individualAcknowledge();
        }
    }

    /** What cannot be read goes to the dead letters, where a person can look at it; it must not hold up its lane. */
    void bury(ClientMessage message) throws ActiveMQException {
        taking.forward(QueueNames.DEAD, message);
        message.individualAcknowledge();
        taking.sends().commit();
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
