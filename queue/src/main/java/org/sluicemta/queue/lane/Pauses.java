package org.sluicemta.queue.lane;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.QueueNames;
import org.sluicemta.tenant.TenantId;

/**
 * What operators have paused. A pause of a lane is the broker's own pause of its queue. A pause of a whole pool, site
 * or tenant also covers future lanes, so it is stored as an empty durable queue named after it. It survives restarts
 * and every node of a cluster sees it. Thread-safe: reading never undoes a concurrent change.
 */
@Singleton
public final class Pauses {
    private final QueueAdmin admin;
    private final Set<String> paused = ConcurrentHashMap.newKeySet();

    @Inject
    public Pauses(QueueAdmin admin) {
        this.admin = admin;
    }

    /** Reads what is paused; called at start and, if nodes share a broker, periodically. */
    public synchronized void load() throws BrokerException {
        Set<String> marks = ConcurrentHashMap.newKeySet();
        for (QueueFacts mark : admin.list(QueueNames.PAUSED)) {
            marks.add(mark.name());
        }
        for (QueueFacts lane : admin.list(LaneName.PREFIX)) {
            if (lane.paused()) {
                marks.add(lane.name());
            }
        }
        paused.addAll(marks);
        paused.retainAll(marks);
    }

    public synchronized void pause(LaneScope scope) throws BrokerException {
        String mark = mark(scope);
        if (scope instanceof LaneScope.OfLane) {
            admin.create(mark);
            admin.pause(mark);
        } else {
            admin.create(mark);
        }
        paused.add(mark);
    }

    public synchronized void resume(LaneScope scope) throws BrokerException {
        String mark = mark(scope);
        if (scope instanceof LaneScope.OfLane) {
            admin.create(mark);
            admin.resume(mark);
        } else {
            admin.delete(mark);
        }
        paused.remove(mark);
    }

    public boolean isPaused(LaneScope scope) {
        return paused.contains(mark(scope));
    }

    /** Everything that is paused. */
    public List<LaneScope> all() {
        return paused.stream().sorted().flatMap(mark -> scope(mark).stream()).toList();
    }

    /** Whether nothing may be taken from a lane: it, its tenant or the lane of that, its site or its pool is paused. */
    public boolean covers(LaneName lane) {
        if (paused.isEmpty()) {
            return false;
        }
        TenantId tenant = lane.tenant();
        return paused.contains(lane.queue())
                || paused.contains(mark(new LaneScope.OfPool(lane.pool())))
                || paused.contains(mark(new LaneScope.OfSite(lane.pool(), lane.site())))
                || tenant != null && parts(lane.pool(), lane.site(), tenant);
    }

    /** Whether a tenant's mail to a site must not be in the shared lane, because that tenant is paused there. */
    boolean parts(PoolId pool, SiteId site, TenantId tenant) {
        return !paused.isEmpty() && (isHeld(pool, tenant) || paused.contains(new LaneName(pool, site, tenant).queue()));
    }

    private boolean isHeld(PoolId pool, TenantId tenant) {
        return paused.contains(mark(new LaneScope.OfTenant(tenant)))
                || paused.contains(mark(new LaneScope.OfTenantInPool(pool, tenant)));
    }

    private static String mark(LaneScope scope) {
        return switch (scope) {
            case LaneScope.OfLane lane -> lane.lane().queue();
            case LaneScope.OfPool pool -> QueueNames.PAUSED + "pool." + pool.pool();
            case LaneScope.OfSite site -> QueueNames.PAUSED + "site." + site.pool() + "." + written(site.site());
            case LaneScope.OfTenant tenant -> QueueNames.PAUSED + "tenant." + tenant.tenant();
            case LaneScope.OfTenantInPool both ->
                QueueNames.PAUSED + "tenant-in-pool." + both.pool() + "." + both.tenant();
        };
    }

    /** The scope that a marker queue stands for; empty for one of a later version. */
    private static Optional<LaneScope> scope(String mark) {
        Optional<LaneName> lane = LaneName.parse(mark);
        if (lane.isPresent()) {
            return Optional.of(new LaneScope.OfLane(lane.get()));
        }
        String[] parts = mark.substring(QueueNames.PAUSED.length()).split("\\.", 3);
        return switch (parts[0]) {
            case "pool" -> Optional.of(new LaneScope.OfPool(new PoolId(parts[1])));
            case "site" ->
                Optional.of(new LaneScope.OfSite(new PoolId(parts[1]), new SiteId(parts[2].replace('~', '.'))));
            case "tenant" -> Optional.of(new LaneScope.OfTenant(new TenantId(parts[1])));
            case "tenant-in-pool" ->
                Optional.of(new LaneScope.OfTenantInPool(new PoolId(parts[1]), new TenantId(parts[2])));
            default -> Optional.empty();
        };
    }

    private static String written(SiteId site) {
        return site.value().replace('.', '~').toLowerCase(Locale.ROOT);
    }
}
