package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.delivery.SiteHealth;
import org.sluicemta.gateway.pace.Permit;
import org.sluicemta.gateway.pace.Reaction;
import org.sluicemta.response.ResponseAction.Kind;
import org.sluicemta.tenant.TenantId;

/** A slot that was given, to be given back with {@link SlotLimiter#release}. */
public final class Leave implements SiteHealth {
    private final SlotLimiter limiter;
    private final SiteSlots.Slot slot;
    private final Permit permit;
    private volatile boolean placeKnown;

    Leave(SlotLimiter limiter, SiteSlots.Slot slot, Permit permit) {
        this.limiter = limiter;
        this.slot = slot;
        this.permit = permit;
    }

    SiteSlots.Slot slot() {
        return slot;
    }

    Permit permit() {
        return permit;
    }

    @Override
    public void leadsTo(String domain, String destination, SiteId hosts) {
        limiter.leadsTo(domain, destination, hosts);
        if (!limiter.isOfOneProvider()) {
            permit.leadsTo(hosts);
            placeKnown = true;
        }
    }

    @Override
    public void waitsForHost() {
        limiter.waitsForHost(slot);
    }

    /** See {@link Permit#weighs}. */
    public void weighs(long octets) {
        permit.weighs(octets);
    }

    @Override
    public Duration untilOpened() {
        return permit.untilOpened();
    }

    @Override
    public void connected(String domain) {
        permit.connects();
        limiter.connected(slot, domain);
    }

    @Override
    public void notConnected(String domain, Fault fault) {
        limiter.notConnected(domain, fault);
    }

    @Override
    public CompletionStage<Void> turn() {
        return limiter.turn(slot);
    }

    @Override
    public Duration untilWritten() {
        Duration wait = limiter.untilWritten(slot);
        if (wait.isZero()) {
            permit.written();
        }
        return wait;
    }

    @Override
    public CompletionStage<Boolean> another() {
        return permit.another();
    }

    @Override
    public void accepted(SourceId source, TenantId tenant) {
        permit.accepted(source, tenant);
    }

    @Override
    public boolean replied(SourceId source, TenantId tenant, Reaction reaction) {
        Kind kind = reaction.action().kind();
        boolean known = limiter.isOfOneProvider() || placeKnown && kind != Kind.REST_TENANT;
        return known ? permit.replied(source, tenant, reaction) : kind.isOfMessage();
    }

    @Override
    public CompletionStage<Boolean> anotherFrom(List<EgressSource> others) {
        return permit.anotherFrom(others);
    }

    @Override
    public List<EgressSource> sources(List<EgressSource> preferred) {
        EgressSource only = permit.source();
        if (only == null) {
            return preferred;
        }
        if (preferred.stream().noneMatch(source -> source.id().equals(only.id()))) {
            permit.moveToOneOf(preferred);
        }
        return List.of(Objects.requireNonNull(permit.source()));
    }

    @Override
    public boolean isWarmingUp(EgressSource source) {
        return permit.isWarmingUp(source);
    }
}
