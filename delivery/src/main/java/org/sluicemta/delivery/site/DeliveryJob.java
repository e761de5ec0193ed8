package org.sluicemta.delivery.site;

import java.util.List;
import java.util.concurrent.Executor;
import org.sluicemta.gateway.DeliverySlot;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.queue.lane.TakenMail;

/**
 * A message on its way to the gateway.
 *
 * @param slot permit to deliver it
 * @param callBack calls it back, until a server has heard of it
 * @param settler runs the follow-up on the scheduler's own thread
 * @param due recipients to be delivered to
 * @param decided outcomes of the other recipients
 */
record DeliveryJob(
        TakenMail taken,
        DeliverySlot slot,
        CallBack callBack,
        Executor settler,
        List<EnvelopeRecipient> due,
        List<RecipientOutcome> decided) {}
