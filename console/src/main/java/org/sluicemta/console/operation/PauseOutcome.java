package org.sluicemta.console.operation;

/**
 * A pause, or what came of asking for one or for its end.
 *
 * @param selector what is paused
 * @param changed false when it was so already
 * @param lanes lanes of that kind there are now
 * @param messages mail of that kind that waits now, in lanes and for a later attempt
 */
public record PauseOutcome(String selector, boolean changed, int lanes, long messages) {}
