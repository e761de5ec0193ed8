package org.sluicemta.delivery.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/** Calls mail back that was given to the gateway, while no server has heard of it. */
final class CallBack {
    private final LaneMail mail;
    private boolean wanted = true;
    private boolean mayHaveBeenHeard;
    private boolean stopped;

    CallBack(LaneMail mail) {
        this.mail = mail;
    }

    /** @param tenant whose mail alone is meant, or null for all of the lane's */
    boolean isOf(LaneName lane, @Nullable TenantId tenant, Instant until) {
        return lane.equals(mail.lane())
                && (tenant == null || tenant.equals(mail.tenant()))
                && !mail.receivedAt().isAfter(until);
    }

    /** An operator purged it. Returns whether that was in time: no server has heard of it, and none will. */
    synchronized boolean purged() {
        wanted = false;
        return !mayHaveBeenHeard;
    }

    /** The gateway asks, before it says anything to a server. */
    synchronized boolean mayBeSent() {
        mayHaveBeenHeard |= wanted;
        stopped |= !wanted;
        return wanted;
    }

    /** Whether it ended because of that, also where the gateway found no server to ask for. */
    synchronized boolean wasCalledBack() {
        return stopped || !wanted && !mayHaveBeenHeard;
    }
}
