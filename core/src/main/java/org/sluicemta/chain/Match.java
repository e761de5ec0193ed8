package org.sluicemta.chain;

/**
 * Which mail a step applies to.
 *
 * @param matcher {@code HostIs=example.org}, or the name of a composite
 * @param inverted whether the step applies to all other mail instead
 */
public record Match(String matcher, boolean inverted) {
    public static final Match ALL = new Match("All", false);
}
