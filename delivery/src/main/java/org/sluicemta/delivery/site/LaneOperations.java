package org.sluicemta.delivery.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.queue.lane.LaneException;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.queue.lane.LaneStatus;
import org.sluicemta.queue.lane.Pauses;
import org.sluicemta.tenant.TenantId;

/**
 * Lists the broker's lanes and carries out what operators do with them. An order covers all mail whose client was answered
 * 250 before; a list may be a moment behind.
 */
@Singleton
public final class LaneOperations implements LaneDirectory, LaneControl {
    private static final String EVERYTHING = "";

    private final QueueAdmin admin;
    private final Pauses pauses;
    private final SiteLoops schedulers;

    @Inject
    LaneOperations(QueueAdmin admin, Pauses pauses, SiteLoops schedulers) {
        this.admin = admin;
        this.pauses = pauses;
        this.schedulers = schedulers;
    }

    /** A call to the broker. */
    private interface Asking<T> {
        T ask() throws BrokerException;
    }

    private static <T> T asked(Asking<T> asking) throws LaneException {
        try {
            return asking.ask();
        } catch (BrokerException e) {
            throw new LaneException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public List<LaneStatus> lanes() throws LaneException {
        List<LaneStatus> lanes = new ArrayList<>();
        for (QueueFacts queue : asked(() -> admin.list(LaneName.PREFIX))) {
            LaneName.parse(queue.name()).ifPresent(lane -> lanes.add(status(lane, queue)));
        }
        lanes.sort(Comparator.comparing(lane -> lane.name().queue()));
        return lanes;
    }

    @Override
    public Optional<LaneStatus> lane(LaneName name) throws LaneException {
        return asked(() -> admin.find(name.queue())).map(queue -> status(name, queue));
    }

    private LaneStatus status(LaneName lane, QueueFacts queue) {
        return new LaneStatus(
                lane, queue.depth(), queue.delivering(), queue.consumers(), queue.paused() || pauses.covers(lane));
    }

    @Override
    public Optional<Duration> oldestAge(LaneName name) throws LaneException {
        return asked(() -> admin.oldestAgeMillis(name.queue())).map(Duration::ofMillis);
    }

    @Override
    public long waiting() throws LaneException {
        return asked(() -> admin.list(QueueNames.LATER)).stream()
                .mapToLong(QueueFacts::depth)
                .sum();
    }

    @Override
    public long mailOf(LaneScope scope) throws LaneException {
        return asked(() -> {
            long found = 0;
            for (String prefix : List.of(LaneName.PREFIX, QueueNames.LATER)) {
                for (QueueFacts queue : admin.listSettled(prefix)) {
                    found += queue.depth() == 0 ? 0 : admin.count(queue.name(), filter(scope));
                }
            }
            return found;
        });
    }

    @Override
    public List<LaneScope> paused() {
        return pauses.all();
    }

    @Override
    public void pause(LaneScope scope) throws LaneException {
        asked(() -> {
            pauses.pause(scope);
            schedulers.pausesChanged();
            return scope;
        });
    }

    @Override
    public void resume(LaneScope scope) throws LaneException {
        asked(() -> {
            pauses.resume(scope);
            schedulers.pausesChanged();
            return scope;
        });
    }

    @Override
    public int flush(LaneScope scope) throws LaneException {
        return asked(() -> moveWaiting(scope, QueueNames.RELANE));
    }

    @Override
    public int purge(LaneScope scope) throws LaneException {
        return asked(() -> {
            int moved = moveWaiting(scope, QueueNames.CANCELLED);
            for (QueueFacts queue : admin.listSettled(LaneName.PREFIX)) {
                moved += purge(scope, queue);
            }
            return moved;
        });
    }

    /** A shared lane contains one tenant's mail among others'; any other scope covers a lane wholly or not at all. */
    private int purge(LaneScope scope, QueueFacts queue) throws BrokerException {
        Optional<LaneName> lane = LaneName.parse(queue.name());
        if (lane.isEmpty() || queue.depth() == 0) {
            return 0;
        }
        boolean whole = scope.covers(lane.get());
        TenantId tenant = lane.get().tenant() == null ? ofOneTenant(scope, lane.get()) : null;
        if (!whole && tenant == null) {
            return 0;
        }
        String which = whole ? EVERYTHING : filter(scope);
        // Counted before: while the broker's part is moved, it pushes more, which is cancelled when it arrives.
        long waiting = whole ? queue.depth() : admin.count(queue.name(), which);
        PushedMail pushed = schedulers.purge(lane.get(), whole ? null : tenant);
        try {
            int moved = admin.move(queue.name(), which, QueueNames.CANCELLED);
            // The depth has what was pushed too; a count by filter has not.
            return Math.max(moved, (int) waiting + (whole ? -pushed.tooLate() : pushed.cancelled()));
        } finally {
            schedulers.mailIn(lane.get());
        }
    }

    /** The tenant whose mail in a shared lane is meant, or null. */
    private static @Nullable TenantId ofOneTenant(LaneScope scope, LaneName lane) {
        return switch (scope) {
            case LaneScope.OfTenant of -> of.tenant();
            case LaneScope.OfTenantInPool both -> both.pool().equals(lane.pool()) ? both.tenant() : null;
            case LaneScope.OfLane lanes -> null;
            case LaneScope.OfPool pool -> null;
            case LaneScope.OfSite site -> null;
        };
    }

    private int moveWaiting(LaneScope scope, String target) throws BrokerException {
        int moved = 0;
        for (QueueFacts slot : admin.listSettled(QueueNames.LATER)) {
            if (slot.depth() > 0 && !slot.name().equals(QueueNames.RELANE)) {
                moved += admin.move(slot.name(), filter(scope), target);
            }
        }
        return moved;
    }

    /** In the broker's filter syntax. Names of pools, sites and tenants contain no quotes. */
    private static String filter(LaneScope scope) {
        return switch (scope) {
            case LaneScope.OfPool pool -> "pool = '" + pool.pool() + "'";
            case LaneScope.OfSite site -> filter(site.pool().value(), site.site());
            case LaneScope.OfTenant tenant -> ofTenant(tenant.tenant());
            case LaneScope.OfTenantInPool both -> "pool = '" + both.pool() + "' AND " + ofTenant(both.tenant());
            case LaneScope.OfLane lane -> laneFilter(lane.lane());
        };
    }

    private static String laneFilter(LaneName lane) {
        TenantId tenant = lane.tenant();
        String ofSite = filter(lane.pool().value(), lane.site());
        String ofTenant = tenant == null ? ofSite : ofSite + " AND " + ofTenant(tenant);
        return switch (lane.mailing()) {
            case null -> ofTenant;
            case Mailing.OfCampaign of -> ofTenant + " AND campaign = '" + of.campaign() + "'";
            case Mailing.OfStream of -> ofTenant + " AND stream = '" + of.stream() + "'";
        };
    }

    private static String filter(String pool, SiteId site) {
        return "pool = '" + pool + "' AND site = '" + site + "'";
    }

    private static String ofTenant(TenantId tenant) {
        return "tenant = '" + tenant + "'";
    }
}
