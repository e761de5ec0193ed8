package org.sluicemta.gateway;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.outcome.RecipientOutcome;

/** Permission to deliver one message. Must be used or released; a slot that is neither is lost to its site. */
public interface DeliverySlot {
    /**
     * Delivers. The result has one outcome per recipient, in order; faults of the network and of remote servers are
     * outcomes, so an exceptional completion is a bug. Completes on a gateway thread, so hand the result over and don't
     * work there.
     *
     * <p>The mail may be called back until a server hears of it. In that case all of its recipients are deferred, as if
     * this server had failed.
     *
     * @param wanted asked on a gateway thread when there is a connection
     */
    CompletionStage<List<RecipientOutcome>> deliver(OutboundMessage message, BooleanSupplier wanted);

    /** Delivers mail that is never called back. */
    default CompletionStage<List<RecipientOutcome>> deliver(OutboundMessage message) {
        return deliver(message, () -> true);
    }

    /** Releases the slot unused. Does nothing if it was used or released before. */
    void release();
}
