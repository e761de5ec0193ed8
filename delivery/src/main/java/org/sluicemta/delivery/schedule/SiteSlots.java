package org.sluicemta.delivery.schedule;

import java.util.Optional;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.gateway.SiteGate;
import org.sluicemta.gateway.SuspendedDomain;

/** What the gateway lets a scheduler deliver right now; when more comes free, its loop hears of it. */
final class SiteSlots {
    private final SiteId site;
    private final SiteGate gate;
    private final SiteLoop loop;
    private boolean awaited;

    SiteSlots(SiteId site, SiteGate gate, SiteLoop loop) {
        this.site = site;
        this.gate = gate;
        this.loop = loop;
    }

    Optional<DeliverySlot> tryTake(String domain) {
        return gate.tryTake(domain);
    }

    /** Whether a domain is down, and its mail is to wait elsewhere. */
    Optional<SuspendedDomain> suspended(String domain) {
        return gate.suspended(domain);
    }

    /** No slot for a domain may mean that its share is in use while the site has room for others. */
    boolean isWholeSiteBusy() {
        return !site.equals(SiteId.OTHER) || gate.isFull();
    }

    /** Whether the gateway will say when the site has room. */
    boolean isAwaited() {
        return awaited;
    }

    /** Wakes the loop when the site has room. */
    void await() {
        if (!awaited) {
            awaited = true;
            gate.whenReady(() -> loop.post(() -> awaited = false));
        }
    }

    /** Runs on the loop when the domain has room. */
    void await(String domain, Runnable then) {
        gate.whenReady(domain, () -> loop.post(then));
    }
}
