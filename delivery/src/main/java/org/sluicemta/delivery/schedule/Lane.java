package org.sluicemta.delivery.schedule;

import java.util.HashMap;
import java.util.Map;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/** What is held from one lane. */
final class Lane {
    final LaneName name;
    private final Map<TenantId, Integer> ofTenants = new HashMap<>();
    private final Map<OfMailing, Integer> ofMailings = new HashMap<>();
    int held;
    /** Part of it, waiting for a domain that accepts no more. */
    int inWait;

    long octets;
    /** It was refused, and should be told when there is room. */
    boolean refused;
    /** It was told not to push. */
    boolean closed;

    private record OfMailing(TenantId tenant, Mailing mailing) {
        static OfMailing of(HeldMail mail) {
            return new OfMailing(mail.tenant(), mail.mailing());
        }
    }

    Lane(LaneName name) {
        this.name = name;
    }

    boolean isShared() {
        return name.tenant() == null;
    }

    /** Held mail that only waits for its turn. */
    int moving() {
        return held - inWait;
    }

    /** Whether no other mailing of the message's tenant can have mail there. */
    boolean isOwnOf(HeldMail mail) {
        return name.equals(mail.ownLane());
    }

    /** Mail of the same campaign or stream. */
    int heldOfMailing(HeldMail mail) {
        return ofMailings.getOrDefault(OfMailing.of(mail), 0);
    }

    int heldOf(TenantId tenant) {
        return ofTenants.getOrDefault(tenant, 0);
    }

    void add(HeldMail mail) {
        held++;
        octets += mail.octets();
        ofTenants.merge(mail.tenant(), 1, Integer::sum);
        ofMailings.merge(OfMailing.of(mail), 1, Integer::sum);
    }

    void remove(HeldMail mail) {
        held--;
        octets -= mail.octets();
        ofTenants.computeIfPresent(mail.tenant(), (tenant, count) -> count == 1 ? null : count - 1);
        ofMailings.computeIfPresent(OfMailing.of(mail), (mailing, count) -> count == 1 ? null : count - 1);
    }

    /** Whether it can be forgotten. */
    boolean isForgettable() {
        return held == 0 && !refused && !closed;
    }
}
