package org.sluicemta.gateway;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.outcome.RecipientOutcome;

/** Leave to deliver one message. Must be used or given back; a slot that is neither is lost to its site. */
public interface DeliverySlot {
    /**
     * Delivers. The result has one outcome per recipient, in order; faults of the network and of remote servers are
     * outcomes, so an exceptional completion is a bug. Completes on a gateway thread: hand over, do not work there.
     *
     * <p>The mail may be called back until a server hears of it. Then all of its recipients are deferred, as by a fault of
     * this server.
     *
     * @param wanted asked on a gateway thread when there is a connection
     */
    CompletionStage<List<RecipientOutcome>> deliver(OutboundMessage message, BooleanSupplier wanted);

    /** Delivers mail that is never called back. */
    default CompletionStage<List<RecipientOutcome>> deliver(OutboundMessage message) {
        return deliver(message, () -> true);
    }

    /** Gives the slot back unused; nothing happens when it was used or given back before. */
    void release();
}
