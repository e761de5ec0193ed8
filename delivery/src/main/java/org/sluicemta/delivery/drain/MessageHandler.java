package org.sluicemta.delivery.drain;

import org.sluicemta.delivery.outcome.Settlement;

/** Says what follows from a message: {@link WaitingMail}, or {@link org.sluicemta.handoff.ReturnedMail} of the intake. */
interface MessageHandler {
    Settlement handle(Object mail) throws Exception;
}
