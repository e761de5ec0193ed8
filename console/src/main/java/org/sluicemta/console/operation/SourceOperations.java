package org.sluicemta.console.operation;

import java.util.Comparator;
import java.util.List;
import javax.inject.Inject;
import org.sluicemta.egress.SourceId;
import org.sluicemta.gateway.SourceControl;
import org.sluicemta.gateway.SourceStatus;
import org.sluicemta.storage.StoreException;

/** What can be done with sources. An unknown one is an OperationProblem, and so is a database that doesn't respond. */
public final class SourceOperations {
    private final SourceControl control;
    private final Audit audit;

    @Inject
    public SourceOperations(SourceControl control, Audit audit) {
        this.control = control;
        this.audit = audit;
    }

    /** A source, and whether the operation changed it. */
    public record Outcome(SourceStatus status, boolean changed) {}

    /** By pool and name. */
    public List<SourceStatus> sources() {
        return control.sources().stream()
                .sorted(Comparator.comparing(
                                (SourceStatus source) -> source.pool().value())
                        .thenComparing(source -> source.source().id().value()))
                .toList();
    }

    public SourceStatus source(String name) {
        List<SourceStatus> all = sources();
        return all.stream()
                .filter(each -> each.source().id().value().equals(name))
                .findFirst()
                .orElseThrow(() -> OperationProblem.notFound(KnownNames.refusal(
                        "source",
                        name,
                        all.stream().map(each -> each.source().id().value()).toList(),
                        "see them with: sluice source list")));
    }

    /** Lets nothing more leave from the source, on all nodes and over restarts. Deliveries that have begun end. */
    public Outcome disable(Caller.Operator caller, String name) {
        return audit.record(caller, "source disable", name, () -> {
            boolean changed = kept(() -> control.disable(id(name), caller.name()));
            return done(name, changed, "enabled", "disabled");
        });
    }

    public Outcome enable(Caller.Operator caller, String name) {
        return audit.record(caller, "source enable", name, () -> {
            boolean changed = kept(() -> control.enable(id(name)));
            return done(name, changed, "disabled", "enabled");
        });
    }

    private SourceId id(String name) {
        return source(name).source().id();
    }

    private Audit.Done<Outcome> done(String name, boolean changed, String before, String after) {
        return new Audit.Done<>(
                new Outcome(source(name), changed),
                changed ? before : after,
                after,
                changed ? after : "it was so already");
    }

    private interface Change {
        boolean make();
    }

    private static boolean kept(Change change) {
        try {
            return change.make();
        } catch (StoreException e) {
            throw OperationProblem.storage(String.valueOf(e.getMessage()), e);
        }
    }
}
