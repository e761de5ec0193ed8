package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/**
 * Lanes that operators have just purged. The broker removes what is in a lane. Mail on its way to or from it arrives
 * later and is recognised by its age: it was received before the purge.
 */
final class Purges {
    /** Longer than any mail is in transit. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final List<Purge> purges = new ArrayList<>();

    /** @param tenant whose mail alone is meant, or null for all of the lane's */
    record Purge(LaneName lane, @Nullable TenantId tenant, Instant when) {
        boolean covers(HeldMail mail) {
            return lane.equals(mail.lane())
                    && (tenant == null || tenant.equals(mail.tenant()))
                    && !mail.receivedAt().isAfter(when);
        }
    }

    Purge add(LaneName lane, @Nullable TenantId tenant, Instant now) {
        Purge added = new Purge(lane, tenant, now);
        purges.removeIf(purge -> purge.when().plus(KEPT).isBefore(now));
        purges.add(added);
        return added;
    }

    boolean cover(HeldMail mail) {
        for (Purge purge : purges) {
            if (purge.covers(mail)) {
                return true;
            }
        }
        return false;
    }
}
