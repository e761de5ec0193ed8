package org.sluicemta.console.jmx;

/**
 * Counts of the guard's window, as shown to operators.
 *
 * @param kind {@code tenant}, {@code stream}, {@code source} or {@code site}
 * @param sent delivered, or refused because of the recipient
 * @param hardBounces of these, including those that came back later
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
