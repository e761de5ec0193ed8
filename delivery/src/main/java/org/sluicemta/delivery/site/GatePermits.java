package org.sluicemta.delivery.site;

import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.delivery.schedule.Permits;
import org.sluicemta.delivery.schedule.SiteSchedule;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.gateway.SiteGate;
import org.sluicemta.gateway.SuspendedDomain;

/** The gateway's gate as a schedule sees it; later notifications arrive through the loop. */
final class GatePermits implements Permits {
    private final SiteGate gate;
    private final SiteLoop loop;
    private @Nullable SiteSchedule<LaneMail> schedule;

    GatePermits(SiteGate gate, SiteLoop loop) {
        this.gate = gate;
        this.loop = loop;
    }

    void tell(SiteSchedule<LaneMail> of) {
        schedule = of;
    }

    private SiteSchedule<LaneMail> schedule() {
        SiteSchedule<LaneMail> told = schedule;
        if (told == null) {
            throw new IllegalStateException("no schedule is there to be told");
        }
        return told;
    }

    @Override
    public @Nullable DeliverySlot tryTake(String domain, MailOwner owner) {
        return gate.tryTake(domain, owner).orElse(null);
    }

    @Override
    public boolean isFull() {
        return gate.isFull();
    }

    @Override
    public boolean isFull(MailOwner owner) {
        return gate.isFull(owner);
    }

    @Override
    public @Nullable SuspendedDomain suspended(String domain) {
        return gate.suspended(domain).orElse(null);
    }

    @Override
    public void tellWhenReady() {
        gate.whenReady(() -> loop.post(() -> schedule().siteReady()));
    }

    @Override
    public void tellWhenReady(String domain) {
        gate.whenReady(domain, () -> loop.post(() -> schedule().domainReady(domain)));
    }

    @Override
    public void tellWhenReady(MailOwner owner) {
        gate.whenReady(owner, () -> loop.post(() -> schedule().ownerReady(owner)));
    }
}
