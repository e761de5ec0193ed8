package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.gateway.SuspendedDomain;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.outcome.RecipientOutcome;

/** A gate with connections, a limit for each domain, limits of tenants and campaigns, and a rate. Whom it is to tell of a chance, it keeps until asked. */
final class SimulatedGate implements Permits {
    final Map<String, SuspendedDomain> suspended = new HashMap<>();
    private final boolean common;
    int connections;
    int ofOneDomain;
    private final @Nullable Duration spacing;
    private final Map<String, Integer> taken = new HashMap<>();
    final Map<MailOwner, Integer> most = new HashMap<>();
    private final Map<MailOwner, Integer> takenByOwners = new HashMap<>();
    private final Map<MailOwner, Instant> ownersWaiting = new HashMap<>();
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
    public @Nullable DeliverySlot tryTake(String domain, MailOwner owner) {
        asked++;
        if (isWaited(siteWaiting)
                || isWaited(domainsWaiting.get(domain))
                || owners(owner).stream().anyMatch(each -> isWaited(ownersWaiting.get(each)))) {
            askedInVain.add(domain);
        }
        if (!wouldGive(domain) || owners(owner).stream().anyMatch(this::isFull)) {
            return null;
        }
        inUse++;
        owners(owner).forEach(each -> takenByOwners.merge(each, 1, Integer::sum));
        taken.merge(domain, 1, Integer::sum);
        if (spacing != null) {
            nextToken = now.plus(spacing);
        }
        return new Slot(domain, owner);
    }

    /** Those whose limits count for it. */
    private static Set<MailOwner> owners(MailOwner owner) {
        return new HashSet<>(List.of(owner, MailOwner.of(owner.tenant())));
    }

    /** Whether its limits, or those of its tenant, let nothing leave. */
    boolean isFullFor(MailOwner owner) {
        return owners(owner).stream().anyMatch(this::isFull);
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
    public boolean isFull(MailOwner owner) {
        return takenByOwners.getOrDefault(owner, 0) >= most.getOrDefault(owner, Integer.MAX_VALUE);
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
    public void tellWhenReady(MailOwner owner) {
        ownersWaiting.put(owner, now);
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
        List<MailOwner> owners = new ArrayList<>(ownersWaiting.keySet());
        owners.removeIf(this::isFull);
        ownersWaiting.keySet().removeAll(owners);
        owners.forEach(schedule::ownerReady);
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
        List<MailOwner> owners = List.copyOf(ownersWaiting.keySet());
        ownersWaiting.clear();
        owners.forEach(schedule::ownerReady);
    }

    boolean isWaiting(MailOwner owner) {
        return owners(owner).stream().anyMatch(ownersWaiting::containsKey);
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
        ownersWaiting.clear();
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
        private final MailOwner owner;
        private boolean released;

        Slot(String domain, MailOwner owner) {
            this.domain = domain;
            this.owner = owner;
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
                owners(owner)
                        .forEach(each ->
                                takenByOwners.computeIfPresent(each, (key, count) -> count == 1 ? null : count - 1));
            }
        }
    }
}
