package org.sluicemta.delivery.schedule;

import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.gateway.SuspendedDomain;

/**
 * What a schedule asks the gate of its site. After a refusal it asks once to be told of the next chance, and not again
 * before it was told.
 */
public interface Permits {
    /** Leave to deliver one message to the domain, or null when there is none now. */
    @Nullable
    DeliverySlot tryTake(String domain);

    /** Whether nobody gets leave now, whatever the domain. */
    boolean isFull();

    /** How the domain is down, or null when it isn't. Asked after a refusal. */
    @Nullable
    SuspendedDomain suspended(String domain);

    /** Have {@link SiteSchedule#siteReady} called, later and once, when there may be leave again. */
    void tellWhenReady();

    /** Have {@link SiteSchedule#domainReady} called, later and once, when there may be leave for the domain or it is down. */
    void tellWhenReady(String domain);
}
