package org.sluicemta.delivery.schedule;

import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.gateway.SuspendedDomain;

/**
 * What a schedule asks its site's gate. After a refusal it asks once to be notified, and doesn't ask again before that.
 */
public interface Permits {
    /** A permit to deliver one message of the owner to the domain, or null when there is none now. */
    @Nullable
    DeliverySlot tryTake(String domain, MailOwner owner);

    /** Whether nobody gets a permit now, whatever the domain. */
    boolean isFull();

    /** Whether limits of a tenant's, or of a campaign's, own let nothing more of it leave now. */
    boolean isFull(MailOwner owner);

    /** How the domain is down, or null when it isn't. Asked after a refusal. */
    @Nullable
    SuspendedDomain suspended(String domain);

    /** Requests one later call of {@link SiteSchedule#siteReady}, when there may be a permit again. */
    void tellWhenReady();

    /**
     * Requests one later call of {@link SiteSchedule#domainReady}, when there may be a permit for the domain or it is
     * down.
     */
    void tellWhenReady(String domain);

    /** Requests one later call of {@link SiteSchedule#ownerReady}, when its limits may allow more. */
    void tellWhenReady(MailOwner owner);
}
