package org.sluicemta.delivery.drain;

import java.util.List;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.delivery.intake.BounceIntake;
import org.sluicemta.delivery.outcome.Removals;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.broker.QueueNames;

/** Defines which queues other than lanes are consumed, and how. */
@Singleton
public final class QueueConsumers {
    private final List<QueueWorker> workers;
    private final SlotDrainer slots;
    private volatile boolean started;

    @Inject
    QueueConsumers(QueueContext context, LaneReassignment relaning, Removals removals, BounceIntake intake) {
        this.slots = new SlotDrainer(context, mail -> relaning.place((WaitingMail) mail));
        this.workers = List.of(
                new QueueWorker(QueueNames.RELANE, context, mail -> relaning.place((WaitingMail) mail)),
                new QueueWorker(QueueNames.EXPIRED, context, mail -> removals.expired(((WaitingMail) mail).taken())),
                new QueueWorker(
                        QueueNames.CANCELLED, context, mail -> removals.cancelled(((WaitingMail) mail).taken())),
                new QueueWorker(QueueNames.INTAKE_BOUNCE, context, mail -> intake.take((ReturnedMail) mail)));
    }

    public void start() throws BrokerException {
        slots.start();
        workers.forEach(QueueWorker::start);
        started = true;
    }

    /** Returns when the batches at hand are acknowledged. */
    public void stop() throws InterruptedException {
        if (!started) {
            return;
        }
        for (QueueWorker worker : workers) {
            worker.stop();
        }
        slots.stop();
    }
}
