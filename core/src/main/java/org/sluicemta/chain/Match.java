package org.sluicemta.chain;

/**
 * Which mail a step is for.
 *
 * @param matcher {@code HostIs=example.org}, or the name of a composite
 * @param inverted whether it is for all other mail
 */
public record Match(String matcher, boolean inverted) {
    public static final Match ALL = new Match("All", false);
}
