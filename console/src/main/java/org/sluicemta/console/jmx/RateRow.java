package org.sluicemta.console.jmx;

/**
 * Figures of the guard's window as operators see them.
 *
 * @param kind {@code tenant}, {@code stream}, {@code source} or {@code site}
 * @param sent delivered, or refused for the recipient's sake
 * @param hardBounces of those, and those that came back later
 */
public record RateRow(
        String kind,
        String name,
        long sent,
        long delivered,
        long hardBounces,
        double hardBouncePercent,
        long complaints,
        double complaintPercent) {}
