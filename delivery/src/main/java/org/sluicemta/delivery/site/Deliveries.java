package org.sluicemta.delivery.site;

import com.google.inject.ImplementedBy;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.outcome.Settlement;

/** Where a scheduler sends a job. */
@ImplementedBy(GatewayDeliveries.class)
interface Deliveries {
    /** Tells the outcome on the job's own executor or, when it needed no wait, before returning: a settlement or a fault. */
    void deliver(DeliveryJob job, BiConsumer<@Nullable Settlement, @Nullable Throwable> done);
}
