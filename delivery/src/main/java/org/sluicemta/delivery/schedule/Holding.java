package org.sluicemta.delivery.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.schedule.Decision.CloseLane;
import org.sluicemta.delivery.schedule.Decision.MoveOut;
import org.sluicemta.delivery.schedule.Decision.OpenLane;
import org.sluicemta.delivery.schedule.Decision.Target;
import org.sluicemta.lane.LaneName;

/**
 * What is held, and its limits. A shared lane never waits for one tenant, and a lane of the common site never for one
 * domain: mail that would block others is moved out. A lane is full only when the site as a whole accepts mail more
 * slowly than it arrives.
 */
final class Holding<M extends HeldMail> {
    /** Of mail that its own limits or its own pace hold back, others need the memory more. */
    private static final int ENOUGH_TO_WAIT = 8;

    private final NodeBudget budget;
    private final LaneRoom room;
    private final DomainsInTheWay<M> inTheWay;
    private final Flows<M> flows;
    private final Turns<M> turns;
    private final Map<LaneName, Lane> lanes = new HashMap<>();
    private final Consumer<Decision<M>> decided;
    private int held;

    Holding(ScheduleLimits limits, NodeBudget budget, Flows<M> flows, Turns<M> turns, Consumer<Decision<M>> decided) {
        this.inTheWay = new DomainsInTheWay<>(flows, limits);
        this.budget = budget;
        this.room = new LaneRoom(limits, budget);
        this.flows = flows;
        this.turns = turns;
        this.decided = decided;
    }

    /** @param closed whether an unknown lane is to be closed */
    Lane lane(LaneName name, boolean closed) {
        Lane lane = lanes.computeIfAbsent(name, Lane::new);
        if (closed && !lane.closed) {
            close(lane);
        }
        return lane;
    }

    private void close(Lane lane) {
        lane.closed = true;
        lane.refused = false;
        decided.accept(new CloseLane<>(lane.name));
    }

    void close(Predicate<Lane> which) {
        lanes.values().stream().filter(lane -> !lane.closed && which.test(lane)).forEach(this::close);
    }

    void open(Predicate<Lane> which) {
        for (Lane lane : List.copyOf(lanes.values())) {
            if (lane.closed && which.test(lane)) {
                lane.closed = false;
                decided.accept(new OpenLane<>(lane.name));
                forgetIfIdle(lane);
            }
        }
    }

    void forgetOpen(Predicate<LaneName> which) {
        for (Lane lane : List.copyOf(lanes.values())) {
            if (which.test(lane.name)) {
                lane.refused = false;
                forgetIfIdle(lane);
            }
        }
    }

    /** Whether the lane is known and fits. */
    boolean isAny(LaneName name, Predicate<Lane> which) {
        Lane lane = lanes.get(name);
        return lane != null && which.test(lane);
    }

    boolean isEmpty() {
        return lanes.isEmpty();
    }

    void forgetIfIdle(Lane lane) {
        if (lane.isForgettable()) {
            lanes.remove(lane.name, lane);
        }
    }

    int held() {
        return held;
    }

    /** Where a message must go because it would block others here; null when it wouldn't. */
    @Nullable
    Target isInTheWay(Lane lane, M mail) {
        if (inTheWay.isOne(lane, mail)) {
            return Target.SITE_OF_DOMAIN;
        }
        return room.otherLane(lane, mail);
    }

    /** False when the lane is full. */
    boolean hold(Lane lane, M mail) {
        if (!reserve(lane, mail)) {
            return false;
        }
        add(lane, mail);
        keepInBounds(lane);
        return true;
    }

    /** Removes the newest of what is most in the way in the lane, to make room. */
    private void moveOut(Lane lane) {
        Flow<M> longest = inTheWay.longest(lane);
        if (longest != null) {
            M mail = longest.removeLast();
            removed(longest, mail);
            decided.accept(new MoveOut<>(mail, Target.SITE_OF_DOMAIN));
        }
    }

    private boolean reserve(Lane lane, M mail) {
        if (lane.moving() == 0) {
            // Only mail waiting for its domain could make room, so the lane must not wait.
            if (!budget.tryTake(lane.held, mail.octets())) {
                if (lane.held > 0) {
                    moveOut(lane);
                }
                budget.take(mail.octets());
            }
            return true;
        }
        boolean waits = lane.moving() >= ENOUGH_TO_WAIT && isRefused(mail);
        return !waits && room.isThereFor(lane, mail) && budget.tryTake(lane.held, mail.octets());
    }

    private void add(Lane lane, M mail) {
        Flow<M> flow = flows.flow(lane, mail);
        flow.add(mail);
        lane.add(mail);
        flow.tenant.held++;
        flow.mailing.held++;
        held++;
        if (flow.place.hasRefused()) {
            lane.inWait++;
        }
        turns.add(flow);
    }

    /** Takes the head of the next flow, at this cost to its tenant. */
    void removeHead(Flow<M> flow, long cost) {
        M mail = flow.removeHead();
        turns.served(flow, cost);
        removed(flow, mail);
        forgetIfIdle(flow.lane);
    }

    List<M> removeAll(Place<M> place) {
        List<M> all = new ArrayList<>();
        for (Flow<M> flow : List.copyOf(place.flows.values())) {
            removeIf(flow, mail -> true, all);
        }
        return all;
    }

    void each(Consumer<M> action) {
        flows.all().forEach(flow -> flow.each(action));
    }

    private void removed(Flow<M> flow, M mail) {
        Lane lane = flow.lane;
        lane.remove(mail);
        flow.tenant.held--;
        flow.mailing.held--;
        held--;
        if (flow.place.hasRefused()) {
            lane.inWait--;
        }
        budget.release(mail.octets());
        flows.forgetIfIdle(flow.mailing);
        offerRoom(lane);
    }

    /** Mail that fits is no longer held. */
    List<M> removeIf(Predicate<Lane> lane, Predicate<M> unwanted) {
        List<M> all = new ArrayList<>();
        for (Flow<M> flow : flows.all()) {
            if (lane.test(flow.lane)) {
                removeIf(flow, unwanted, all);
            }
        }
        return all;
    }

    private void removeIf(Flow<M> flow, Predicate<M> unwanted, List<M> to) {
        List<M> removed = flow.removeIf(unwanted);
        removed.forEach(mail -> removed(flow, mail));
        forgetIfIdle(flow.lane);
        to.addAll(removed);
    }

    /** The next flow's place accepts no more. */
    void refused(Flow<M> flow, Instant now) {
        turns.refused(flow, now);
        for (Flow<M> waiting : flow.place.flows.values()) {
            waiting.lane.inWait += waiting.size();
        }
        for (Flow<M> waiting : List.copyOf(flow.place.flows.values())) {
            keepInBounds(waiting.lane);
            offerRoom(waiting.lane);
            forgetIfIdle(waiting.lane);
        }
    }

    private void keepInBounds(Lane lane) {
        while (inTheWay.areTooMany(lane)) {
            moveOut(lane);
        }
    }

    /** The next flow's tenant may send no more. Returns what it has in shared lanes, where it would be in the way. */
    List<M> refused(TenantShare<M> tenant, Instant now) {
        turns.refused(tenant, now);
        return removeIf(Lane::isShared, mail -> mail.tenant().equals(tenant.id));
    }

    /** The next flow's mailing may send no more. Returns what it has in lanes with others, where it would be in the way. */
    List<M> refused(MailingShare<M> mailing, Instant now) {
        turns.refused(mailing, now);
        List<M> all = new ArrayList<>();
        for (Flow<M> flow : flows.all()) {
            if (flow.mailing == mailing) {
                removeIf(flow, mail -> !flow.lane.isOwnOf(mail), all);
            }
        }
        return all;
    }

    /** Where a message must go that its own limits let not leave, so that it isn't in the way of others; else null. */
    @Nullable
    Target isRefused(Lane lane, M mail) {
        TenantShare<M> tenant = flows.tenant(mail.tenant());
        if (lane.isShared() && tenant != null && tenant.hasRefused()) {
            return Target.LANE_OF_TENANT;
        }
        return isRefused(mail) && !lane.isOwnOf(mail) ? Target.LANE_OF_MAILING : null;
    }

    private boolean isRefused(M mail) {
        MailingShare<M> mailing = flows.mailing(mail.tenant(), mail.mailing());
        return mailing != null && mailing.hasRefused();
    }

    void ready(MailingShare<M> mailing) {
        if (mailing.hasRefused()) {
            turns.ready(mailing);
        }
    }

    void ready(TenantShare<M> tenant) {
        if (tenant.hasRefused()) {
            turns.ready(tenant);
        }
    }

    void ready(Place<M> place) {
        if (!place.hasRefused()) {
            return;
        }
        for (Flow<M> flow : place.flows.values()) {
            flow.lane.inWait -= flow.size();
        }
        turns.ready(place);
    }

    /** Tells a refused lane when there is room. */
    void offerRoom(Lane lane) {
        if (lane.refused && !lane.closed && room.isThere(lane)) {
            lane.refused = false;
            decided.accept(new Decision.WantMore<>(lane.name));
        }
    }
}
