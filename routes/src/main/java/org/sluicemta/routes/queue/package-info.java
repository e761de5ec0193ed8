/**
 * Consumers of queues that are not lanes: expired and cancelled mail, due time slots, the intake. A
 * {@link org.sluicemta.routes.queue.QueueWorker} takes a batch, lets a Camel route say what follows from each message, makes
 * that durable, and acknowledges the batch in the transaction that holds what is sent. Routes begin with
 * {@code queue:<name>} or {@code queue:slots}.
 */
@NullMarked
package org.sluicemta.routes.queue;

import org.jspecify.annotations.NullMarked;
