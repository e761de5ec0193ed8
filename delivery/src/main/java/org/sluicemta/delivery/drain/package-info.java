/**
 * Consumers of queues other than lanes: expired and cancelled mail, due time slots, the intake. A {@link
 * org.sluicemta.delivery.drain.QueueWorker} takes a batch, asks a handler what follows from each message, makes that
 * durable, and acknowledges the batch in the transaction that sends the results. Start with {@link
 * org.sluicemta.delivery.drain.QueueConsumers}.
 */
@NullMarked
package org.sluicemta.delivery.drain;

import org.jspecify.annotations.NullMarked;
