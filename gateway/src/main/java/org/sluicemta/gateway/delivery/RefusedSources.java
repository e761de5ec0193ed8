package org.sluicemta.gateway.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SourceId;
import org.sluicemta.gateway.pace.Reaction;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.response.Classification;
import org.sluicemta.response.ResponseAction.Kind;
import org.sluicemta.tenant.TenantId;

/** The sources that a message has been refused from, each of which is tried once. Reports replies that lead to something. */
final class RefusedSources {
    private final SiteHealth health;
    private final TenantId tenant;
    private Set<SourceId> refused = Set.of();
    private Set<Reaction> told = Set.of();
    /** Those that it takes more replies for. */
    private final Set<Reaction> notYet = new HashSet<>(0);

    /** @param tenant whose message it is */
    RefusedSources(SiteHealth health, TenantId tenant) {
        this.health = health;
        this.tenant = tenant;
    }

    /** Whether the message is tried in another way at once: from another source, or at another host. */
    static boolean isTriedElsewhere(@Nullable DeliveryOutcome outcome) {
        Kind kind = kind(outcome);
        return kind.leavesFromAnother() || kind == Kind.NEXT_HOST;
    }

    /** Whether the outcome sends the message to another source. */
    boolean refuse(@Nullable DeliveryOutcome outcome, SourceId source) {
        return kind(outcome).leavesFromAnother()
                && isDue(outcome)
                && (outcome instanceof Deferred deferred
                                && source.equals(deferred.attempt().source())
                        || outcome instanceof Bounced bounced
                                && source.equals(bounced.attempt().source()));
    }

    /** Whether the outcome sends the message to the next host. */
    boolean sendsToNextHost(@Nullable DeliveryOutcome outcome) {
        return kind(outcome) == Kind.NEXT_HOST && isDue(outcome);
    }

    /** Whether the outcome leads to something at all hosts of the site. */
    static boolean isHeeded(@Nullable DeliveryOutcome outcome) {
        Kind kind = kind(outcome);
        return kind != Kind.NONE && kind != Kind.NEXT_HOST;
    }

    private boolean isDue(@Nullable DeliveryOutcome outcome) {
        Classification says = classification(outcome);
        return says != null && !notYet.contains(reaction(says));
    }

    private static Kind kind(@Nullable DeliveryOutcome outcome) {
        Classification says = classification(outcome);
        return says == null ? Kind.NONE : says.action().kind();
    }

    private static @Nullable Classification classification(@Nullable DeliveryOutcome outcome) {
        if (outcome instanceof Deferred deferred) {
            return deferred.classification();
        }
        return outcome instanceof Bounced bounced ? bounced.classification() : null;
    }

    /** A transaction begins. The same reply for several of its recipients counts once. */
    void begin() {
        told = Set.of();
    }

    /** The outcome for one of its recipients. */
    void tell(SourceId source, DeliveryOutcome outcome) {
        Classification says = classification(outcome);
        if (says == null || says.action().kind() == Kind.NONE) {
            return;
        }
        Reaction reaction = reaction(says);
        told = told.isEmpty() ? new HashSet<>(2) : told;
        if (told.add(reaction)) {
            reply(source, reaction);
        }
    }

    /** Returns whether it leads to something. Where it lets others rest, the message is tried elsewhere in any case. */
    private boolean reply(SourceId source, Reaction reaction) {
        boolean heeded = health.replied(source, tenant, reaction);
        if (heeded || !reaction.action().kind().isOfMessage()) {
            notYet.remove(reaction);
        } else {
            notYet.add(reaction);
        }
        return heeded;
    }

    /** Whether a reply of the present transaction leads to something. */
    boolean areTold() {
        return !told.isEmpty();
    }

    /** No connection was opened. Returns whether that is dealt with as a fault of the source alone. */
    boolean tell(SourceId source, Classification says) {
        return says.action().kind() != Kind.NONE
                && reply(source, reaction(says))
                && says.action().kind().leavesFromAnother();
    }

    private static Reaction reaction(Classification says) {
        return new Reaction(
                says.action(),
                says.isByRule() ? says.rule() : says.responseClass().label());
    }

    /** Whether the message may leave from another source of the pool now. */
    CompletionStage<Boolean> mayLeaveFromAnother(SourceId source, List<EgressSource> pool) {
        refused = refused.isEmpty() ? new HashSet<>(2) : refused;
        refused.add(source);
        List<EgressSource> others =
                pool.stream().filter(one -> !refused.contains(one.id())).toList();
        return others.isEmpty() ? CompletableFuture.completedFuture(false) : health.anotherFrom(others);
    }

    boolean isEmpty() {
        return refused.isEmpty();
    }
}
