package org.sluicemta.delivery.site;

import com.google.inject.ImplementedBy;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.outcome.Settlement;

/** Takes delivery jobs from a scheduler. */
@ImplementedBy(GatewayDeliveries.class)
interface Deliveries {
    /**
     * Reports the outcome, a settlement or a fault, on the job's own executor, or before returning when there was
     * nothing to wait for.
     */
    void deliver(DeliveryJob job, BiConsumer<@Nullable Settlement, @Nullable Throwable> done);
}
