/**
 * The message broker behind {@link org.sluicemta.queue.broker.Broker}: {@link
 * org.sluicemta.queue.broker.EmbeddedBroker} in this process, or an Artemis reached by URL. {@link
 * org.sluicemta.queue.broker.SendSessions} commits what must be durable. {@link org.sluicemta.queue.broker.QueueAdmin}
 * lists, pauses and moves queues the same way for both kinds. Start with {@code Broker}.
 */
@NullMarked
package org.sluicemta.queue.broker;

import org.jspecify.annotations.NullMarked;
