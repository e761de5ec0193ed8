package org.sluicemta.delivery.site;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.outcome.Attempted;
import org.sluicemta.delivery.outcome.OutcomeJudge;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.outcome.RecipientOutcome;

/** Delivers through the gateway what needs a connection, and has all outcomes judged. */
final class GatewayDeliveries implements Deliveries {
    private final AttemptCheck check;
    private final OutcomeJudge judge;

    @Inject
    GatewayDeliveries(AttemptCheck check, OutcomeJudge judge) {
        this.check = check;
        this.judge = judge;
    }

    @Override
    public void deliver(DeliveryJob planned, BiConsumer<@Nullable Settlement, @Nullable Throwable> done) {
        DeliveryJob job;
        try {
            job = check.check(planned);
        } catch (RuntimeException e) {
            done.accept(null, e);
            return;
        }
        if (job.due().isEmpty()) {
            job.slot().release();
            judge(job, List.of(), null, done);
            return;
        }
        job.slot()
                .deliver(job.taken().mail().to(job.due()), job.callBack()::mayBeSent)
                .whenCompleteAsync((outcomes, fault) -> judge(job, outcomes, fault, done), job.settler());
    }

    private void judge(
            DeliveryJob job,
            @Nullable List<RecipientOutcome> outcomes,
            @Nullable Throwable fault,
            BiConsumer<@Nullable Settlement, @Nullable Throwable> done) {
        if (job.callBack().wasCalledBack()) {
            done.accept(null, null); // no server has heard of it, so there is nothing to judge
            return;
        }
        Settlement settlement;
        try {
            settlement = outcomes == null ? null : judge.judge(attempted(job, outcomes));
        } catch (RuntimeException e) {
            done.accept(null, e);
            return;
        }
        done.accept(settlement, fault);
    }

    private static Attempted attempted(DeliveryJob job, List<RecipientOutcome> outcomes) {
        List<RecipientOutcome> all = new ArrayList<>(job.decided());
        all.addAll(outcomes);
        return new Attempted(job.taken(), all);
    }
}
