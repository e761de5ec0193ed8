package org.sluicemta.delivery.schedule;

import java.util.HashMap;
import java.util.Map;
import org.sluicemta.tenant.TenantId;

/** A tenant's share of a site. */
final class TenantShare<M extends HeldMail> extends Refusing {
    final TenantId id;
    final Map<Integer, TenantTurns<M>> byUrgency = new HashMap<>(2);
    int held;
    /** Mailings that refer to it. */
    int known;

    TenantShare(TenantId id) {
        this.id = id;
    }

    TenantTurns<M> turns(int urgency) {
        return byUrgency.computeIfAbsent(urgency, key -> new TenantTurns<>(this, key));
    }

    boolean isInRing() {
        for (TenantTurns<M> each : byUrgency.values()) {
            if (each.inRing) {
                return true;
            }
        }
        return false;
    }
}
