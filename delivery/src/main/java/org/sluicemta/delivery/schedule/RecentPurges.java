package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.tenant.TenantId;

/**
 * What operators have just purged. The broker removes what is in a lane; what it had sent ahead of the lane, and what was
 * on its way into it, comes afterwards and is known by its age: it was there before the purge. Used by the scheduler's
 * thread only.
 */
final class RecentPurges {
    /** Longer than anything is sent ahead. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final List<Purge> purges = new ArrayList<>();

    /** @param tenant whose mail alone is meant, or null for all of the lane's */
    private record Purge(LaneName lane, @Nullable TenantId tenant, Instant when) {
        boolean covers(LaneName from, OutboundMessage mail) {
            return lane.equals(from)
                    && (tenant == null || tenant.equals(mail.tenant()))
                    && !mail.receivedAt().isAfter(when);
        }
    }

    void add(LaneName lane, @Nullable TenantId tenant, Instant now) {
        purges.removeIf(purge -> purge.when().plus(KEPT).isBefore(now));
        purges.add(new Purge(lane, tenant, now));
    }

    boolean cover(LaneMail mail) {
        return !purges.isEmpty()
                && purges.stream()
                        .anyMatch(purge ->
                                purge.covers(mail.feed().lane(), mail.taken().mail()));
    }
}
