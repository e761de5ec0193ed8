package org.sluicemta.delivery.site;

import java.io.IOException;
import java.time.Instant;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.delivery.schedule.SiteSchedule;
import org.sluicemta.lane.LaneName;

/**
 * The lanes that a site takes mail from. They are opened when mail arrives, and closed when they are idle or the
 * schedule says so; what they push is offered to the schedule. After trouble, a lane or the whole session is opened
 * again. Runs on the {@link SiteLoop}'s thread.
 */
final class OpenLanes {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLanes.class);

    private final SiteKey key;
    private final SiteContext context;
    private final SiteLoop loop;
    private final SiteSchedule<LaneMail> schedule;
    private final EndedMail ended;
    private @Nullable SiteSession session;

    OpenLanes(SiteKey key, SiteContext context, SiteLoop loop, SiteSchedule<LaneMail> schedule, EndedMail ended) {
        this.key = key;
        this.context = context;
        this.loop = loop;
        this.schedule = schedule;
        this.ended = ended;
    }

    boolean isEmpty() {
        return session == null || session.feeds().isEmpty();
    }

    /** What the lanes are opened in; null before the first, and after trouble. */
    @Nullable
    SiteSession session() {
        return session;
    }

    /** Mail may have arrived in a lane, or it may be opened again. */
    void wake(LaneName lane) {
        try {
            if (context.pauses().covers(lane)) {
                return; // a resume wakes it
            }
            if (session == null) {
                session = new SiteSession(context, loop);
            }
            offer(session.feed(lane, context.clock().instant()));
        } catch (ActiveMQException e) {
            cannotConsume(lane, e);
        } catch (IOException | RuntimeException e) {
            failed("cannot consume from " + lane, e);
            loop.retry(lane);
        }
    }

    /** Trouble with one lane concerns only that lane; only the end of the session concerns all. */
    private void cannotConsume(LaneName lane, ActiveMQException e) {
        switch (e.getType()) {
            // It had no mail, or it would not have been removed. The next message creates it again and wakes it.
            case QUEUE_DOES_NOT_EXIST, ADDRESS_DOES_NOT_EXIST -> LOG.debug("{} is gone", lane);
            case SECURITY_EXCEPTION, ILLEGAL_STATE, ADDRESS_FULL -> {
                LOG.warn("{}: cannot consume from {} at the moment: {}", key, lane, e.getMessage());
                loop.retry(lane);
            }
            default -> {
                failed("cannot consume from " + lane, e);
                loop.retry(lane);
            }
        }
    }

    private void offer(LaneFeed feed) throws ActiveMQException, IOException {
        while (!feed.isHeld()) {
            LaneMail mail = next(feed);
            if (mail == null) {
                return;
            }
            if (schedule.offer(mail)) {
                ended.held(mail);
                feed.taken(context.clock().instant());
            } else {
                feed.hold();
            }
        }
    }

    private @Nullable LaneMail next(LaneFeed feed) throws ActiveMQException, IOException {
        while (true) {
            try {
                return feed.peek();
            } catch (LaneFeed.UnreadableLaneMessage e) {
                LOG.error("Cannot read a message in a lane, moving it to the dead letter queue", e);
                if (session != null) {
                    session.bury(e.message());
                }
            }
        }
    }

    /** More may be taken from a lane. */
    void goOn(LaneName lane) {
        LaneFeed feed = session == null ? null : session.openFeed(lane);
        if (feed != null) {
            feed.unhold();
        }
        wake(lane);
    }

    /** Nothing is to be taken from a lane until it is opened again. */
    void hold(LaneName lane) {
        LaneFeed feed = session == null ? null : session.openFeed(lane);
        if (feed != null) {
            feed.holdUntilOpened();
            loop.closeSoon(feed);
        }
    }

    /** Closes a lane nothing is to be taken from, once none of its mail is in progress. */
    void closeHeld(LaneFeed feed) {
        SiteSession current = session;
        if (current == null || !current.owns(feed) || !feed.isToBeClosed() || feed.hasTaken()) {
            return;
        }
        try {
            current.close(feed);
        } catch (ActiveMQException | IOException e) {
            failed("cannot close " + feed.lane(), e);
        }
    }

    /** The broker pushes nothing more from a lane. Unless the session ended, other lanes aren't affected. */
    void lost(LaneFeed feed, String why) {
        SiteSession current = session;
        if (current == null || !current.owns(feed)) {
            return;
        }
        if (current.hasEnded()) {
            failed(why, new ActiveMQException(why));
            return;
        }
        LOG.warn("{}: {}", key, why);
        schedule.laneLost(feed.lane());
        ended.nothingHeld();
        loop.retry(feed.lane());
        try {
            current.close(feed);
        } catch (ActiveMQException | IOException e) {
            failed("cannot close " + feed.lane(), e);
        }
    }

    /** Everything not in progress comes again; its lanes are retried after a pause. */
    void failed(String what, Throwable e) {
        LOG.warn("{}: {}: {}", key, what, e.getMessage());
        SiteSession old = session;
        session = null;
        schedule.sessionLost();
        ended.nothingHeld();
        if (old != null) {
            old.feeds().forEach(feed -> loop.retry(feed.lane()));
            close(old);
        }
    }

    private static void close(SiteSession session) {
        try {
            session.close();
        } catch (ActiveMQException e) {
            LOG.debug("A failed session did not close; the broker drops it with its connection", e);
        }
    }

    /** Closes lanes that have been empty for a while. */
    void tidy() {
        SiteSession current = session;
        if (current == null) {
            return;
        }
        Instant idleSince = context.clock().instant().minus(context.limits().laneIdle());
        try {
            for (LaneFeed feed : current.feeds()) {
                if (feed.isIdleSince(idleSince)) {
                    current.close(feed);
                }
            }
        } catch (ActiveMQException | IOException e) {
            failed("cannot close an idle lane", e);
        }
    }

    /** Returns everything taken and not acknowledged. */
    void close() {
        SiteSession current = session;
        session = null;
        if (current != null) {
            close(current);
        }
    }
}
