package org.sluicemta.console.jmx;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.inject.Inject;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.queue.lane.LaneException;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.queue.lane.LaneStatus;
import org.sluicemta.tenant.TenantId;

/** The lanes as a bean. Faults of the broker become IllegalStateException, which every JMX client can read. */
public final class Queues implements QueuesMXBean {
    private final LaneDirectory directory;
    private final LaneControl control;
    private final EgressPlans plans;
    private final KnownNames names;

    @Inject
    public Queues(LaneDirectory directory, LaneControl control, EgressPlans plans, KnownNames names) {
        this.names = names;
        this.directory = directory;
        this.control = control;
        this.plans = plans;
    }

    @Override
    public List<LaneRow> getLanes() {
        return asked(() -> directory.lanes().stream().map(Queues::row).toList());
    }

    @Override
    public long getLater() {
        return asked(directory::waiting);
    }

    @Override
    public List<PauseRow> getPauses() {
        return asked(() -> {
            List<PauseRow> rows = new ArrayList<>();
            for (LaneScope scope : directory.paused()) {
                rows.add(row(scope.selector(), List.of(scope), false));
            }
            return rows;
        });
    }

    @Override
    public PauseRow pause(String selector) {
        return asked(() -> {
            List<LaneScope> scopes = scopes(selector);
            boolean changed = !directory.paused().containsAll(scopes);
            for (LaneScope scope : scopes) {
                control.pause(scope);
            }
            return row(selector, scopes, changed);
        });
    }

    @Override
    public PauseRow resume(String selector) {
        return asked(() -> {
            List<LaneScope> scopes = scopes(selector);
            boolean changed = scopes.stream().anyMatch(directory.paused()::contains);
            for (LaneScope scope : scopes) {
                control.resume(scope);
            }
            return row(selector, scopes, changed);
        });
    }

    private PauseRow row(String selector, List<LaneScope> scopes, boolean changed) throws LaneException {
        long messages = 0;
        for (LaneScope scope : scopes) {
            messages += directory.mailOf(scope);
        }
        String shown = selector.isBlank() ? "everything" : selector.strip();
        return new PauseRow(shown, changed, covered(scopes), messages);
    }

    @Override
    public long flush(String selector) {
        return asked(() -> {
            long moved = 0;
            for (LaneScope scope : scopes(selector)) {
                moved += control.flush(scope);
            }
            return moved;
        });
    }

    @Override
    public long purge(String selector) {
        return asked(() -> {
            long removed = 0;
            for (LaneScope scope : scopes(selector)) {
                removed += control.purge(scope);
            }
            return removed;
        });
    }

    /** Pools that were taken out of the file count as long as they have lanes or a pause. */
    private List<LaneScope> scopes(String selector) throws LaneException {
        Set<PoolId> pools = new LinkedHashSet<>(plans.current().pools().keySet());
        Set<String> sites = new TreeSet<>();
        plans.current().sites().keySet().forEach(site -> sites.add(site.value()));
        directory.lanes().forEach(lane -> {
            pools.add(lane.name().pool());
            sites.add(lane.name().site().value());
        });
        for (LaneScope paused : directory.paused()) {
            if (paused instanceof LaneScope.OfPool of) {
                pools.add(of.pool());
            }
        }
        List<LaneScope> scopes = LaneSelector.parse(selector, pools);
        scopes.forEach(scope -> requireKnown(scope, sites));
        return scopes;
    }

    /** Every domain can be a site, so one with a dot needs no entry in the file. */
    private void requireKnown(LaneScope scope, Set<String> sites) {
        switch (scope) {
            case LaneScope.OfLane ignored -> {}
            case LaneScope.OfPool ignored -> {}
            case LaneScope.OfSite of -> {
                String site = of.site().value();
                if (!sites.contains(site) && site.indexOf('.') < 0 && !of.site().equals(SiteId.OTHER)) {
                    throw new IllegalArgumentException(
                            KnownNames.refusal("site", site, sites, "egress.xml has them; a domain is one too"));
                }
            }
            case LaneScope.OfTenant of -> requireKnown(scope, of.tenant());
            case LaneScope.OfTenantInPool of -> requireKnown(scope, of.tenant());
        }
    }

    /** A tenant that was removed may still be paused, and is resumed by its name; relayed mail has none. */
    private void requireKnown(LaneScope scope, TenantId tenant) {
        if (!tenant.isRelayed() && !directory.paused().contains(scope)) {
            names.require(tenant);
        }
    }

    private int covered(List<LaneScope> scopes) throws LaneException {
        return (int) directory.lanes().stream()
                .filter(lane -> scopes.stream().anyMatch(scope -> scope.covers(lane.name())))
                .count();
    }

    private static LaneRow row(LaneStatus lane) {
        return new LaneRow(
                lane.name().queue(),
                lane.name().pool().value(),
                lane.name().site().value(),
                lane.name().tenant() == null
                        ? null
                        : Objects.toString(lane.name().tenant()),
                lane.depth(),
                lane.paused());
    }

    /** A question to the broker. */
    interface Asking<T> {
        T ask() throws LaneException;
    }

    static <T> T asked(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (LaneException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
