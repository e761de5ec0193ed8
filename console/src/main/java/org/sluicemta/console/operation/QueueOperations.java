package org.sluicemta.console.operation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.inject.Inject;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.queue.lane.LaneException;
import org.sluicemta.queue.lane.LaneScope;
import org.sluicemta.queue.lane.LaneStatus;
import org.sluicemta.tenant.TenantId;

/**
 * What can be done with lanes. A selector is a lane's queue name; or {@code pool=marketing}; or {@code site=gmail},
 * with a pool or in every pool; or {@code tenant=acme}, everywhere or with a pool. An empty one means every pool. An
 * invalid selector throws IllegalArgumentException naming it. If the broker doesn't respond, OperationProblem is
 * thrown.
 */
public final class QueueOperations {
    private final LaneDirectory directory;
    private final LaneControl control;
    private final LaneExplanations explanations;
    private final EgressPlans plans;
    private final KnownNames names;
    private final Audit audit;

    @Inject
    public QueueOperations(
            LaneDirectory directory,
            LaneControl control,
            LaneExplanations explanations,
            EgressPlans plans,
            KnownNames names,
            Audit audit) {
        this.explanations = explanations;
        this.audit = audit;
        this.names = names;
        this.directory = directory;
        this.control = control;
        this.plans = plans;
    }

    public List<LaneStatus> lanes() {
        return asked(directory::lanes);
    }

    /** Empty if there is none. */
    public Optional<LaneStatus> lane(LaneName name) {
        return asked(() -> directory.lane(name));
    }

    /** What the mail of each matching lane waits for; lanes without mail are left out. */
    public List<LaneExplanation> explain(String selector) {
        return asked(() -> {
            List<LaneScope> scopes = scopes(selector);
            return directory.lanes().stream()
                    .filter(lane -> lane.depth() > 0)
                    .filter(lane -> scopes.stream().anyMatch(scope -> scope.covers(lane.name())))
                    .map(explanations.now())
                    .toList();
        });
    }

    /** Messages waiting for a later attempt or a release time. */
    public long later() {
        return asked(directory::waiting);
    }

    /** What is paused, whether or not there are matching lanes. */
    public List<PauseOutcome> pauses() {
        return asked(() -> {
            List<PauseOutcome> pauses = new ArrayList<>();
            for (LaneScope scope : directory.paused()) {
                pauses.add(outcome(scope.selector(), List.of(scope), false));
            }
            return pauses;
        });
    }

    /** Pauses the lanes, including those created later. They keep accepting mail, and stay paused after a restart. */
    public PauseOutcome pause(Caller.Operator caller, String selector) {
        return recorded(caller, "queue pause", selector, scopes -> {
            boolean changed = !directory.paused().containsAll(scopes);
            for (LaneScope scope : scopes) {
                control.pause(scope);
            }
            return written(outcome(selector, scopes, changed), "running", "paused");
        });
    }

    /** Ends a pause with exactly the same selector. */
    public PauseOutcome resume(Caller.Operator caller, String selector) {
        return recorded(caller, "queue resume", selector, scopes -> {
            boolean changed = scopes.stream().anyMatch(directory.paused()::contains);
            for (LaneScope scope : scopes) {
                control.resume(scope);
            }
            return written(outcome(selector, scopes, changed), "paused", "running");
        });
    }

    private static Audit.Done<PauseOutcome> written(PauseOutcome outcome, String before, String after) {
        return new Audit.Done<>(
                outcome,
                outcome.changed() ? before : after,
                after,
                outcome.changed() ? Counted.of(outcome.messages(), "message") + " waiting" : "it was so already");
    }

    /** Work on everything that a selector matches. */
    private interface Recorded<T> {
        Audit.Done<T> on(List<LaneScope> scopes) throws LaneException;
    }

    private <T> T recorded(Caller caller, String verb, String selector, Recorded<T> work) {
        return audit.record(caller, verb, shown(selector), () -> asked(() -> work.on(scopes(selector))));
    }

    private PauseOutcome outcome(String selector, List<LaneScope> scopes, boolean changed) throws LaneException {
        return new PauseOutcome(shown(selector), changed, covered(scopes), sum(scopes, directory::mailOf));
    }

    private static String shown(String selector) {
        return selector.isBlank() ? "everything" : selector.strip();
    }

    /** Makes waiting retries due now. Returns the number of messages moved. */
    public long flush(Caller.Operator caller, String selector) {
        return recorded(caller, "queue flush", selector, scopes -> {
            long moved = sum(scopes, control::flush);
            return Audit.Done.of(moved, Counted.of(moved, "message") + " due now");
        });
    }

    /** Removes all messages of the lanes, with a Cancelled event for each. Returns the number of messages removed. */
    public long purge(Caller.Operator caller, String selector) {
        return recorded(caller, "queue purge", selector, scopes -> {
            long removed = sum(scopes, control::purge);
            return Audit.Done.of(removed, Counted.of(removed, "message") + " removed");
        });
    }

    private interface Counting {
        long of(LaneScope scope) throws LaneException;
    }

    /** Summed over all selected scopes. */
    private static long sum(List<LaneScope> scopes, Counting counting) throws LaneException {
        long messages = 0;
        for (LaneScope scope : scopes) {
            messages += counting.of(scope);
        }
        return messages;
    }

    /** Pools removed from the file are included as long as they have lanes or a pause. */
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

    /** Every domain can be a site, so a name with a dot needs no entry in the file. */
    private void requireKnown(LaneScope scope, Set<String> sites) {
        switch (scope) {
            case LaneScope.OfLane ignored -> {}
            case LaneScope.OfPool ignored -> {}
            case LaneScope.OfSite of -> {
                String site = of.site().value();
                boolean written = site.indexOf('.') >= 0
                        || of.site().isOfHosts()
                        || of.site().equals(SiteId.OTHER);
                if (!sites.contains(site) && !written) {
                    throw new IllegalArgumentException(
                            KnownNames.refusal("site", site, sites, "egress.xml has them; a domain is one too"));
                }
            }
            case LaneScope.OfTenant of -> requireKnown(scope, of.tenant());
            case LaneScope.OfTenantInPool of -> requireKnown(scope, of.tenant());
        }
    }

    /** A removed tenant may still be paused, and is resumed by its name. Relayed mail has no tenant. */
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

    /** A call to the broker. */
    private interface Asking<T> {
        T ask() throws LaneException;
    }

    private static <T> T asked(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (LaneException e) {
            throw OperationProblem.unavailable(e);
        }
    }
}
