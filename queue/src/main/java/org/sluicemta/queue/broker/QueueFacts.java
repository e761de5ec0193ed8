package org.sluicemta.queue.broker;

/**
 * What the broker says of a queue.
 *
 * @param depth messages in it, those being delivered among them
 * @param delivering of these, messages handed to a consumer and not acknowledged
 * @param acknowledged messages that consumers have taken permanently since the broker started
 * @param consumers that are attached
 */
public record QueueFacts(String name, long depth, long delivering, long acknowledged, int consumers, boolean paused) {}
