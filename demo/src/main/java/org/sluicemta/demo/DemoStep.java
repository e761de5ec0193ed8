package org.sluicemta.demo;

/**
 * A step of the story as it went.
 *
 * @param saw what was seen, or what was wrong
 * @param milliseconds how long it took
 */
record DemoStep(int number, String what, boolean passed, String saw, long milliseconds) {}
