package org.sluicemta.queue.broker;

/**
 * What the broker says about a queue.
 *
 * @param depth messages in it, including those being delivered
 * @param delivering of these, messages handed to a consumer and not acknowledged
 * @param acknowledged messages that consumers have taken permanently since the broker started
 * @param consumers attached to it
 */
public record QueueFacts(String name, long depth, long delivering, long acknowledged, int consumers, boolean paused) {}
