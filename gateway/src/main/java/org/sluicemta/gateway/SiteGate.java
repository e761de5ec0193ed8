package org.sluicemta.gateway;

import java.util.Optional;

/**
 * The limits of one pool towards one site: connections and messages per second. Mail beyond them stays in the broker.
 */
public interface SiteGate {
    /** A slot for one delivery when the limits allow one right now. Never blocks. */
    Optional<DeliverySlot> tryTake();

    /**
     * Runs the action once, as soon as {@link #tryTake()} may succeed again. Runs on a gateway thread: the action only
     * signals. Call it after tryTake has returned nothing.
     */
    void whenReady(Runnable action);
}
