package org.sluicemta.console.operation;

/**
 * A pause, or the result of pausing or resuming.
 *
 * @param selector what is paused
 * @param changed false if it was in that state already
 * @param lanes current number of matching lanes
 * @param messages matching messages that are waiting now, in lanes and for a later attempt
 */
public record PauseOutcome(String selector, boolean changed, int lanes, long messages) {}
