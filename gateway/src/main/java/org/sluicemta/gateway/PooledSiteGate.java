package org.sluicemta.gateway;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.connection.ConnectionPool;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.delivery.Delivery;
import org.sluicemta.gateway.delivery.SiteHealth;
import org.sluicemta.gateway.limit.Leave;
import org.sluicemta.gateway.limit.NoSlot;
import org.sluicemta.gateway.limit.SlotLimiter;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.outcome.RecipientOutcome;

/** The gate of one pool to one site: its limiter, its connections, and the deliveries between them. */
final class PooledSiteGate implements SiteGate {
    private final PoolId pool;
    private final SiteId site;
    private final SlotLimiter limiter;
    private final ConnectionPool connections;
    private final BiFunction<OutboundMessage, SiteHealth, Delivery> deliveries;
    private final Consumer<PooledSiteGate> onUse;

    PooledSiteGate(
            PoolId pool,
            SiteId site,
            SlotLimiter limiter,
            ConnectionPool connections,
            BiFunction<OutboundMessage, SiteHealth, Delivery> deliveries,
            Consumer<PooledSiteGate> onUse) {
        this.pool = pool;
        this.site = site;
        this.limiter = limiter;
        this.connections = connections;
        this.deliveries = deliveries;
        this.onUse = onUse;
    }

    @Override
    public Optional<DeliverySlot> tryTake() {
        return take(null, null);
    }

    @Override
    public Optional<DeliverySlot> tryTake(String domain) {
        return take(domain, null);
    }

    @Override
    public Optional<DeliverySlot> tryTake(String domain, MailOwner owner) {
        return take(domain, owner);
    }

    private Optional<DeliverySlot> take(@Nullable String domain, @Nullable MailOwner owner) {
        Optional<DeliverySlot> slot = limiter.tryTake(domain, owner).map(Slot::new);
        if (slot.isPresent()) {
            onUse.accept(this);
        }
        return slot;
    }

    @Override
    public boolean isFull() {
        return limiter.isFull();
    }

    @Override
    public boolean isFull(MailOwner owner) {
        return limiter.owners().refusal(owner).isPresent();
    }

    @Override
    public Optional<NoSlot> refusal(String domain) {
        return limiter.refusal(domain);
    }

    @Override
    public Optional<SuspendedDomain> suspended(String domain) {
        return limiter.down(domain)
                .map(down -> new SuspendedDomain(down.until(), down.lastFault().reply()));
    }

    @Override
    public void whenReady(Runnable action) {
        limiter.whenReady(null, action);
    }

    @Override
    public void whenReady(String domain, Runnable action) {
        limiter.whenReady(domain, action);
    }

    @Override
    public void whenReady(MailOwner owner, Runnable action) {
        limiter.owners().whenReady(owner, action);
    }

    SiteStatus status() {
        Fault fault = limiter.lastFault();
        return new SiteStatus(
                pool,
                site,
                limiter.inFlight(),
                connections.open(),
                connections.idle(),
                limiter.failures(),
                limiter.suspendedUntil(),
                limiter.refusal(null).orElse(null),
                limiter.owners().refusals(),
                limiter.told(),
                limiter.places().hosts(connections.openByDestination()),
                fault == null ? null : fault.reply().toString());
    }

    /** Whether nothing would be lost if it were created again later. */
    boolean isUnused() {
        return limiter.isUnused() && connections.open() == 0;
    }

    /** Gives out no more slots, and closes unused connections. */
    void stop() {
        limiter.stop();
        connections.stop();
    }

    SlotLimiter limiter() {
        return limiter;
    }

    ConnectionPool connections() {
        return connections;
    }

    private final class Slot implements DeliverySlot {
        private final Leave leave;
        private final AtomicBoolean used = new AtomicBoolean();

        Slot(Leave leave) {
            this.leave = leave;
        }

        @Override
        public CompletionStage<List<RecipientOutcome>> deliver(OutboundMessage message, BooleanSupplier wanted) {
            if (!used.compareAndSet(false, true)) {
                throw new IllegalStateException("a delivery slot is used once");
            }
            try {
                leave.weighs(message.letter().content().size());
                Delivery delivery = deliveries.apply(message, leave);
                var unused = delivery.run(wanted).whenComplete((done, bug) -> limiter.release(leave));
                return delivery.outcomes();
            } catch (RuntimeException e) {
                limiter.release(leave); // whatever went wrong, the site must not lose the slot
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void release() {
            if (used.compareAndSet(false, true)) {
                limiter.release(leave);
            }
        }
    }
}
