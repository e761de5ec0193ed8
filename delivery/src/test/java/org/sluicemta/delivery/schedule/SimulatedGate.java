package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.gateway.SuspendedDomain;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.tenant.TenantId;

/** A gate with connections, a limit for each domain, limits of tenants and a rate. Whom it is to tell of a chance, it keeps until asked. */
final class SimulatedGate implements Permits {
    final Map<String, SuspendedDomain> suspended = new HashMap<>();
    private final boolean common;
    int connections;
    int ofOneDomain;
    private final @Nullable Duration spacing;
    private final Map<String, Integer> taken = new HashMap<>();
    final Map<TenantId, Integer> mostOfTenants = new HashMap<>();
    private final Map<TenantId, Integer> takenByTenants = new HashMap<>();
    private final Map<TenantId, Instant> tenantsWaiting = new HashMap<>();
    private final Map<String, Instant> domainsWaiting = new HashMap<>();
    private @Nullable Instant siteWaiting;
    private int inUse;
    private Instant now = TestMail.START;
    private Instant nextToken = TestMail.START;
    boolean open = true;
    /** Questions that had no answer yet when they were asked again: there must be none. */
    final List<String> askedInVain = new ArrayList<>();

    int asked;

    SimulatedGate(boolean common, int connections, int ofOneDomain, @Nullable Duration spacing) {
        this.common = common;
        this.connections = connections;
        this.ofOneDomain = ofOneDomain;
        this.spacing = spacing;
    }

    static SimulatedGate wideOpen() {
        return new SimulatedGate(true, 1_000_000, 1_000_000, null);
    }

    void at(Instant time) {
        now = time;
    }

    @Override
    public @Nullable DeliverySlot tryTake(String domain, TenantId tenant) {
        asked++;
        if (isWaited(siteWaiting) || isWaited(domainsWaiting.get(domain)) || isWaited(tenantsWaiting.get(tenant))) {
            askedInVain.add(domain);
        }
        if (!wouldGive(domain) || isFull(tenant)) {
            return null;
        }
        inUse++;
        takenByTenants.merge(tenant, 1, Integer::sum);
        taken.merge(domain, 1, Integer::sum);
        if (spacing != null) {
            nextToken = now.plus(spacing);
        }
        return new Slot(domain, tenant);
    }

    /** Whether somebody waits, and has not done so for a very long time. */
    private boolean isWaited(@Nullable Instant since) {
        return since != null && now.isBefore(since.plus(ScheduleLimits.DEFAULTS.askAgainAfter()));
    }

    boolean wouldGive(String domain) {
        return !isFull() && (!common || !suspended.containsKey(domain) && taken.getOrDefault(domain, 0) < ofOneDomain);
    }

    @Override
    public boolean isFull() {
        return !open || inUse >= connections || now.isBefore(nextToken);
    }

    @Override
    public boolean isFull(TenantId tenant) {
        return takenByTenants.getOrDefault(tenant, 0) >= mostOfTenants.getOrDefault(tenant, Integer.MAX_VALUE);
    }

    @Override
    public @Nullable SuspendedDomain suspended(String domain) {
        return suspended.get(domain);
    }

    @Override
    public void tellWhenReady() {
        siteWaiting = now;
    }

    @Override
    public void tellWhenReady(String domain) {
        domainsWaiting.put(domain, now);
    }

    @Override
    public void tellWhenReady(TenantId tenant) {
        tenantsWaiting.put(tenant, now);
    }

    /** Tells whom it has promised to, and forgets them. */
    void tell(SiteSchedule<?> schedule) {
        if (siteWaiting != null && !isFull()) {
            siteWaiting = null;
            schedule.siteReady();
        }
        Deque<String> ready = new ArrayDeque<>(domainsWaiting.keySet());
        ready.removeIf(domain -> !suspended.containsKey(domain) && taken.getOrDefault(domain, 0) >= ofOneDomain);
        domainsWaiting.keySet().removeAll(ready);
        ready.forEach(schedule::domainReady);
        List<TenantId> tenants = new ArrayList<>(tenantsWaiting.keySet());
        tenants.removeIf(this::isFull);
        tenantsWaiting.keySet().removeAll(tenants);
        tenants.forEach(schedule::tenantReady);
    }

    /** Tells all, with or without a chance for them. */
    void tellAnyway(SiteSchedule<?> schedule) {
        List<String> domains = List.copyOf(domainsWaiting.keySet());
        domainsWaiting.clear();
        boolean site = siteWaiting != null;
        siteWaiting = null;
        if (site) {
            schedule.siteReady();
        }
        domains.forEach(schedule::domainReady);
        List<TenantId> tenants = List.copyOf(tenantsWaiting.keySet());
        tenantsWaiting.clear();
        tenants.forEach(schedule::tenantReady);
    }

    boolean isWaiting(TenantId tenant) {
        return tenantsWaiting.containsKey(tenant);
    }

    boolean isSiteWaiting() {
        return siteWaiting != null;
    }

    boolean isWaiting(String domain) {
        return domainsWaiting.containsKey(domain);
    }

    /** Forgets whom it has promised to tell. */
    void forgetWaiting() {
        siteWaiting = null;
        domainsWaiting.clear();
        tenantsWaiting.clear();
    }

    @Nullable
    Instant tokenAt() {
        return spacing != null && now.isBefore(nextToken) ? nextToken : null;
    }

    int inUse() {
        return inUse;
    }

    final class Slot implements DeliverySlot {
        final String domain;
        private final TenantId tenant;
        private boolean released;

        Slot(String domain, TenantId tenant) {
            this.domain = domain;
            this.tenant = tenant;
        }

        @Override
        public CompletionStage<List<RecipientOutcome>> deliver(OutboundMessage message, BooleanSupplier wanted) {
            throw new IllegalStateException("the schedule delivers nothing itself");
        }

        @Override
        public void release() {
            if (!released) {
                released = true;
                inUse--;
                taken.computeIfPresent(domain, (key, count) -> count == 1 ? null : count - 1);
                takenByTenants.computeIfPresent(tenant, (key, count) -> count == 1 ? null : count - 1);
            }
        }
    }
}
