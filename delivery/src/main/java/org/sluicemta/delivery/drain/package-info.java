/**
 * Consumers of queues that are not lanes: expired and cancelled mail, due time slots, the intake. A
 * {@link org.sluicemta.delivery.drain.QueueWorker} takes a batch, has it said what follows from each message, makes that
 * durable, and acknowledges the batch in the transaction that holds what is sent. Start with
 * {@link org.sluicemta.delivery.drain.QueueConsumers}.
 */
@NullMarked
package org.sluicemta.delivery.drain;

import org.jspecify.annotations.NullMarked;
