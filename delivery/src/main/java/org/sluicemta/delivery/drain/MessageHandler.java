package org.sluicemta.delivery.drain;

import org.sluicemta.delivery.outcome.Settlement;

/**
 * Decides what follows from a message: {@link WaitingMail}, or {@link org.sluicemta.handoff.ReturnedMail} for the
 * intake.
 */
interface MessageHandler {
    Settlement handle(Object mail) throws Exception;
}
