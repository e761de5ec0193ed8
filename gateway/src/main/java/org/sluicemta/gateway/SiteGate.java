package org.sluicemta.gateway;

import java.util.Optional;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.gateway.limit.NoSlot;

/**
 * The limits of one pool towards one site: connections and messages per second. Mail beyond them stays in the broker.
 *
 * <p>In the common site, where many domains live together, no domain may hold more than its share of the slots: ask
 * with the recipient domain there. A message whose domain has used its share is set aside, and others pass it.
 */
public interface SiteGate {
    /** A slot for one delivery when the limits allow one right now. Never blocks. */
    Optional<DeliverySlot> tryTake();

    /**
     * A slot for a delivery to this domain, if the limits of the site and the domain's share of it allow one right now.
     * Differs from {@link #tryTake()} only in the common site.
     *
     * @param domain recipient domain, lower case
     */
    default Optional<DeliverySlot> tryTake(String domain) {
        return tryTake();
    }

    /**
     * Why {@link #tryTake(String)} would give nothing now; empty if it would give a slot, or if the gate can't tell.
     */
    default Optional<NoSlot> refusal(String domain) {
        return Optional.empty();
    }

    /** A slot that the limits of the tenant and the campaign allow, too. */
    default Optional<DeliverySlot> tryTake(String domain, MailOwner owner) {
        return tryTake(domain);
    }

    /** Whether there is no slot for anyone now, whatever the domain. */
    boolean isFull();

    /** Whether limits of the tenant's, or of the campaign's, own let nothing more of it leave now. */
    default boolean isFull(MailOwner owner) {
        return false;
    }

    /**
     * Whether a domain of the common site is down. Its mail gets no slot and should wait until then without an attempt.
     * Ask before {@link #tryTake(String)}.
     */
    default Optional<SuspendedDomain> suspended(String domain) {
        return Optional.empty();
    }

    /**
     * Runs the action once, as soon as {@link #tryTake()} may succeed again. Runs on a gateway thread: the action only
     * signals. Call it after tryTake has returned nothing.
     */
    void whenReady(Runnable action);

    /**
     * Like {@link #whenReady(Runnable)}, after {@link #tryTake(String)} returned nothing for this domain. Also runs if
     * the domain is suspended in the meantime.
     */
    default void whenReady(String domain, Runnable action) {
        whenReady(action);
    }

    /** Like {@link #whenReady(Runnable)}, after {@link #isFull(MailOwner)}. */
    default void whenReady(MailOwner owner, Runnable action) {
        whenReady(action);
    }
}
