package org.sluicemta.delivery.schedule;

import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.gateway.SiteGate;
import org.sluicemta.gateway.SuspendedDomain;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.lane.Settled;
import org.sluicemta.tenant.TenantId;

/**
 * Takes one pool's mail to one site out of its lanes, fairly, and no faster than the gateway allows.
 *
 * <p>Everything here runs on one thread, the {@link SiteLoop}'s: the broker's session may only be used by one. Others post
 * to it: mail has arrived, a slot is free, a delivery has ended, a batch is durable.
 *
 * <p>When the session fails, nothing is taken until all deliveries in flight have ended. Their messages come again from
 * the broker, and what is already known of them is used instead of a second delivery.
 */
final class SiteScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(SiteScheduler.class);

    private final SiteKey key;
    private final SiteContext context;
    private final Deliveries deliveries;
    private final SiteLoop loop;

    private final LaneRing ring = new LaneRing();
    private final ParkedMail parked = new ParkedMail();
    private final EndedMail ended = new EndedMail();
    private final InFlight inFlight;
    private final SiteSlots slots;
    private final LaneMoves moves;
    private final RestingSite resting = new RestingSite();
    private final RecentPurges purges = new RecentPurges();
    private @Nullable SiteSession session;

    SiteScheduler(SiteKey key, SiteGate gate, SiteContext context, Deliveries deliveries, SiteLoop loop) {
        this.key = key;
        this.context = context;
        this.deliveries = deliveries;
        this.loop = loop;
        this.inFlight = new InFlight(context);
        this.slots = new SiteSlots(key.site(), gate, loop);
        this.moves = new LaneMoves(context);
    }

    boolean isIdle() {
        return inFlight.isEmpty()
                && !resting.isResting()
                && (session == null || session.feeds().isEmpty());
    }

    boolean hasInFlight() {
        return !inFlight.isEmpty();
    }

    /** Mail may have arrived in a lane; or it was resumed. */
    void wake(LaneName lane) {
        try {
            if (context.pauses().covers(lane)) {
                rest(lane);
                return;
            }
            if (resting.isResting()) {
                resting.add(lane);
                return;
            }
            SiteSession current = open();
            if (current == null) {
                loop.retry(lane);
                return;
            }
            LaneFeed feed = current.feed(lane, context.clock().instant());
            ring.add(feed);
        } catch (ActiveMQException e) {
            cannotConsume(lane, e);
        } catch (IOException | RuntimeException e) {
            failed("cannot consume from " + lane, e);
            loop.retry(lane);
        }
    }

    /** One lane's trouble is its own; only what ends the session is everybody's. */
    private void cannotConsume(LaneName lane, ActiveMQException e) {
        switch (e.getType()) {
            // It held no mail, or it would not have been removed; the next mail makes it anew and wakes it.
            case QUEUE_DOES_NOT_EXIST, ADDRESS_DOES_NOT_EXIST -> LOG.debug("{} is gone", lane);
            case SECURITY_EXCEPTION, ILLEGAL_STATE, ADDRESS_FULL -> {
                LOG.warn("{}: cannot consume from {} for now: {}", key, lane, e.getMessage());
                loop.retry(lane);
            }
            default -> {
                failed("cannot consume from " + lane, e);
                loop.retry(lane);
            }
        }
    }

    /** Not before everything of a session that failed has ended: its messages would be delivered a second time. */
    private @Nullable SiteSession open() throws ActiveMQException {
        if (session == null && inFlight.isEmpty()) {
            session = new SiteSession(context, loop);
        }
        return session;
    }

    /** Takes nothing more from a lane, and lets go of it once nothing of it is in flight. */
    private void rest(LaneName lane) throws ActiveMQException, IOException {
        SiteSession current = session;
        LaneFeed feed = current == null ? null : current.openFeed(lane);
        if (current != null && feed != null) {
            ring.remove(feed);
            if (!feed.hasInFlight()) {
                current.close(feed);
            }
        }
    }

    /**
     * Gives back what was sent ahead of a lane and not taken, so that the broker can remove it. What cannot be given back,
     * because other mail of the lane is in flight, is removed when its turn comes; what has its turn already, here.
     *
     * @param tenant whose mail alone is meant, or null for all of the lane's
     */
    void purge(LaneName lane, @Nullable TenantId tenant) {
        purges.add(lane, tenant, context.clock().instant());
        parked.removeIf(purges::cover).forEach(mail -> ended.add(mail, moves.cancelled(mail)));
        try {
            rest(lane);
        } catch (ActiveMQException | IOException e) {
            failed("cannot let go of " + lane, e);
        }
    }

    /** Pauses may have changed. */
    void pausesChanged() {
        SiteSession current = session;
        if (current != null) {
            List.copyOf(current.feeds()).forEach(feed -> wake(feed.lane()));
        }
    }

    /** One round: settle what has ended, take what may be taken. */
    void step(boolean takeMore) {
        settle();
        if (!takeMore) {
            dropParked();
        } else {
            try {
                pull();
            } catch (ActiveMQException | IOException e) {
                failed("cannot take mail", e);
            }
        }
    }

    private void pull() throws ActiveMQException, IOException {
        if (resting.isResting() && !slots.isAwaited()) {
            endRest();
        }
        SiteSession current = session;
        while (current != null && inFlight.hasRoom()) {
            LaneMail mail = next(current);
            if (mail == null) {
                return;
            }
            Optional<Settlement> known = settledWithoutDelivery(mail);
            if (known.isPresent()) {
                inFlight.take(mail);
                ended.add(mail, known.get());
                continue;
            }
            if (!begin(mail)) {
                return;
            }
        }
        settle();
    }

    /** False when the site takes no more for now; a slot that comes free calls again. */
    private boolean begin(LaneMail mail) {
        String domain = domain(mail);
        Optional<DeliverySlot> slot = parked.holds(domain) ? Optional.empty() : slots.tryTake(domain);
        if (slot.isPresent()) {
            resting.accepted();
            inFlight.take(mail);
            deliver(mail, slot.get());
            return true;
        }
        if (slots.isWholeSiteBusy()) {
            slots.await();
            if (inFlight.isEmpty()) {
                resting.refused(context.clock().instant());
            }
            return false;
        }
        inFlight.take(mail);
        if (!parked.hasRoom(domain, mail)) {
            ended.add(mail, moves.outOfTheWay(mail));
        } else if (parked.park(domain, mail)) {
            slots.await(domain, () -> unpark(domain));
        }
        return true;
    }

    private void unpark(String domain) {
        Optional<SuspendedDomain> down = slots.suspended(domain);
        while (parked.holds(domain)) {
            if (down.isPresent()) {
                LaneMail mail = Objects.requireNonNull(parked.poll(domain));
                ended.add(mail, moves.postponed(mail, down.get()));
                continue;
            }
            Optional<DeliverySlot> slot = slots.tryTake(domain);
            if (slot.isEmpty()) {
                slots.await(domain, () -> unpark(domain));
                return;
            }
            LaneMail mail = Objects.requireNonNull(parked.poll(domain));
            deliver(mail, slot.get());
        }
    }

    /** Parked mail was never begun: it goes back with the session. */
    private void dropParked() {
        parked.clear().forEach(inFlight::release);
    }

    private static String domain(LaneMail mail) {
        return mail.taken().mail().recipients().getFirst().address().domain();
    }

    private @Nullable LaneMail next(SiteSession current) throws ActiveMQException, IOException {
        while (true) {
            try {
                return ring.next();
            } catch (LaneFeed.UnreadableLaneMessage e) {
                LOG.error("A message in a lane cannot be read and goes to the dead letters", e);
                current.bury(e.message());
            }
        }
    }

    private Optional<Settlement> settledWithoutDelivery(LaneMail mail) {
        Optional<Settlement> known = ended.known(mail);
        return known.or(() -> purges.cover(mail) ? Optional.of(moves.cancelled(mail)) : Optional.empty())
                .or(() -> moves.intoPausedLane(mail))
                .or(() -> slots.suspended(domain(mail)).map(down -> moves.postponed(mail, down)));
    }

    private void deliver(LaneMail mail, DeliverySlot slot) {
        DeliveryJob job = new DeliveryJob(
                mail.taken(), slot, loop::post, mail.taken().mail().recipients(), List.of());
        deliveries.deliver(
                job,
                (settlement, fault) -> ended.add(mail, settlement != null ? settlement : again(mail, slot, fault)));
    }

    /** The fault may have come before the gateway was asked: then the slot is still ours to give back. */
    private Settlement again(LaneMail mail, DeliverySlot slot, @Nullable Throwable fault) {
        slot.release();
        LOG.error("Delivering {} failed by a fault of this server; it is tried again later", mail.key(), fault);
        return moves.later(mail);
    }

    private void settle() {
        List<Finished> batch = ended.nextBatch();
        if (!batch.isEmpty()) {
            loop.whenDurable(batch, () -> commit(batch));
        }
    }

    /** The batch is durable everywhere else: now the broker may forget its messages. */
    private void commit(List<Finished> batch) {
        ended.batchDone();
        try {
            if (!acknowledge(batch)) {
                ended.keep(batch);
            }
        } finally {
            batch.forEach(done -> inFlight.release(done.mail()));
        }
    }

    private boolean acknowledge(List<Finished> batch) {
        SiteSession current = session;
        if (current == null
                || !batch.stream().allMatch(done -> current.owns(done.mail().feed()))) {
            return false;
        }
        List<Settled> settled = batch.stream()
                .map(done -> done.settlement()
                        .of(done.mail().message(), done.mail().taken().mail()))
                .toList();
        try {
            current.commit(settled);
        } catch (ActiveMQException | IOException | RuntimeException e) {
            failed("cannot acknowledge " + batch.size() + " messages", e);
            return false;
        }
        context.mail().announce(settled);
        return true;
    }

    /** Gives everything that was taken and not begun back, and tries the lanes again after a pause. */
    void failed(String what, Throwable e) {
        LOG.warn("{}: {}: {}", key, what, e.getMessage());
        SiteSession old = session;
        session = null;
        ring.clear();
        dropParked();
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

    /** The broker pushes nothing more out of a lane. */
    void lost(LaneFeed feed, String why) {
        SiteSession current = session;
        if (current != null && current.owns(feed)) {
            failed(why, new ActiveMQException(why));
        }
    }

    /** Whether the site refuses mail and its lanes are still open. */
    boolean isRefused() {
        return resting.isRefusing();
    }

    /** A site that takes nothing is let rest; one that rests is asked again, should nobody have said that it is ready. */
    void restOrRetry() {
        if (resting.isResting()) {
            endRest();
        } else if (session != null
                && inFlight.isEmpty()
                && resting.isDue(context.clock().instant())) {
            session.feeds().forEach(feed -> resting.add(feed.lane()));
            ring.clear();
            close();
        }
    }

    private void endRest() {
        resting.end().forEach(this::wake);
    }

    /** Lets go of lanes that have been empty for a while or are paused. */
    void tidy() {
        SiteSession current = session;
        if (current == null) {
            return;
        }
        Instant idleSince = context.clock().instant().minus(context.limits().laneIdle());
        try {
            Iterator<LaneFeed> feeds = List.copyOf(current.feeds()).iterator();
            while (feeds.hasNext()) {
                LaneFeed feed = feeds.next();
                boolean paused = context.pauses().covers(feed.lane()) && !feed.hasInFlight();
                if (paused || feed.isIdleSince(idleSince)) {
                    ring.remove(feed);
                    current.close(feed);
                }
            }
        } catch (ActiveMQException | IOException e) {
            failed("cannot let go of a lane", e);
        }
    }

    /** Everything taken and not acknowledged goes back. */
    void close() {
        SiteSession current = session;
        session = null;
        if (current != null) {
            close(current);
        }
    }
}
