/**
 * The message broker: {@link org.sluicemta.queue.broker.EmbeddedBroker} in this process, or an Artemis reached by URL,
 * behind {@link org.sluicemta.queue.broker.Broker}. {@link org.sluicemta.queue.broker.SendSessions} commits what must be
 * durable; {@link org.sluicemta.queue.broker.QueueAdmin} lists, pauses and moves queues through the broker's management
 * address, so that both kinds of broker are operated the same way.
 */
@NullMarked
package org.sluicemta.queue.broker;

import org.jspecify.annotations.NullMarked;
