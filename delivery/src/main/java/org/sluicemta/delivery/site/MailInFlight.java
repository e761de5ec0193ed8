package org.sluicemta.delivery.site;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/** The mail of one pool and site that the gateway has. Used on the {@link SiteLoop}'s thread. */
final class MailInFlight {
    private static final Logger LOG = LoggerFactory.getLogger(MailInFlight.class);

    private final SiteContext context;
    private final Deliveries deliveries;
    private final LaneMoves moves;
    private final Executor loop;
    private final BiConsumer<LaneMail, Settlement> delivered;
    private final Set<CallBack> callBacks = new HashSet<>();

    /**
     * @param loop runs a task on the site's thread
     * @param delivered told on that thread what follows from each delivery
     */
    MailInFlight(
            SiteContext context,
            Deliveries deliveries,
            LaneMoves moves,
            Executor loop,
            BiConsumer<LaneMail, Settlement> delivered) {
        this.context = context;
        this.deliveries = deliveries;
        this.moves = moves;
        this.loop = loop;
        this.delivered = delivered;
    }

    void deliver(LaneMail mail, DeliverySlot slot) {
        context.use().taken(mail.lane(), context.clock().instant());
        CallBack callBack = new CallBack(mail);
        callBacks.add(callBack);
        DeliveryJob job =
                new DeliveryJob(mail.taken(), slot, callBack, loop, mail.mail().recipients(), List.of());
        try {
            deliveries.deliver(job, (settlement, fault) -> {
                callBacks.remove(callBack);
                ended(mail, slot, callBack.wasCalledBack() ? moves.cancelled(mail) : settlement, fault);
            });
        } catch (RuntimeException e) {
            callBacks.remove(callBack);
            ended(mail, slot, null, e);
        }
    }

    /**
     * Calls back what no server has heard of.
     *
     * @param tenant whose mail alone is meant, or null for all of the lane's
     */
    PushedMail purge(LaneName lane, @Nullable TenantId tenant, Instant ordered) {
        int cancelled = 0;
        int tooLate = 0;
        for (CallBack each : callBacks) {
            if (each.isOf(lane, tenant, ordered)) {
                boolean inTime = each.purged();
                cancelled += inTime ? 1 : 0;
                tooLate += inTime ? 0 : 1;
            }
        }
        return new PushedMail(cancelled, tooLate);
    }

    private void ended(LaneMail mail, DeliverySlot slot, @Nullable Settlement settlement, @Nullable Throwable fault) {
        context.use().settled(mail.lane());
        delivered.accept(mail, settlement != null ? settlement : again(mail, slot, fault));
    }

    /** The fault may have come before the gateway was asked; then we still have to return the slot. */
    private Settlement again(LaneMail mail, DeliverySlot slot, @Nullable Throwable fault) {
        slot.release();
        LOG.error("Delivery of {} failed because of an internal error; will be retried", mail.key(), fault);
        return moves.later(mail);
    }
}
