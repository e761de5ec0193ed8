package org.sluicemta.gateway;

import java.util.Optional;
import org.sluicemta.gateway.limit.Refusal;

/**
 * The limits of one pool towards one site: connections and messages per second. Mail beyond them stays in the broker.
 *
 * <p>In the common site, where many domains live together, no domain may hold more than its share of the slots: ask with
 * the recipient domain there. A message whose domain has its share in use is put aside, and others go past it.
 */
public interface SiteGate {
    /** A slot for one delivery when the limits allow one right now. Never blocks. */
    Optional<DeliverySlot> tryTake();

    /**
     * A slot for a delivery to this domain, when the limits of the site and the domain's share of it allow one right
     * now. The same as {@link #tryTake()} but in the common site.
     *
     * @param domain recipient domain, lower case
     */
    default Optional<DeliverySlot> tryTake(String domain) {
        return tryTake();
    }

    /** Why {@link #tryTake(String)} gives nothing now; empty when it would, or when the gate cannot say. */
    default Optional<Refusal> refusal(String domain) {
        return Optional.empty();
    }

    /** Whether there is no slot for anyone now, whatever the domain. */
    boolean isFull();

    /**
     * Whether a domain of the common site is down: its mail gets no slot, and is to wait until then without an attempt.
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

    /** As {@link #whenReady(Runnable)}, after {@link #tryTake(String)} has returned nothing for this domain; also when it is suspended meanwhile. */
    default void whenReady(String domain, Runnable action) {
        whenReady(action);
    }
}
