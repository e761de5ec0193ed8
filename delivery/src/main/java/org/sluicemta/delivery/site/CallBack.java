package org.sluicemta.delivery.site;

import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/** Calls mail back that was given to the gateway, while no server has heard of it. */
final class CallBack {
    private final LaneMail mail;
    private volatile boolean wanted = true;
    private volatile boolean stopped;

    CallBack(LaneMail mail) {
        this.mail = mail;
    }

    /** @param tenant whose mail alone is meant, or null for all of the lane's */
    void purged(LaneName lane, @Nullable TenantId tenant) {
        if (lane.equals(mail.lane()) && (tenant == null || tenant.equals(mail.tenant()))) {
            wanted = false;
        }
    }

    /** The gateway asks, before it says anything to a server. */
    boolean mayBeSent() {
        if (!wanted) {
            stopped = true;
        }
        return wanted;
    }

    /** Whether the gateway was told that it may not be sent. */
    boolean hasStopped() {
        return stopped;
    }
}
