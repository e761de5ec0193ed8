package org.sluicemta.reputation;

/**
 * Counts over a period.
 *
 * @param delivered recipients whose server accepted the message
 * @param refused recipients permanently refused during delivery because of the recipient (hard bounces)
 * @param returned hard bounces that came back after the message was accepted
 * @param complaints recipients who complained, where a provider or a source of sluice.xml vouches for it
 */
public record RateCounts(long delivered, long refused, long returned, long complaints) {
    public static final RateCounts NONE = new RateCounts(0, 0, 0, 0);

    public RateCounts plus(RateCounts other) {
        return new RateCounts(
                delivered + other.delivered,
                refused + other.refused,
                returned + other.returned,
                complaints + other.complaints);
    }

    /** Messages that a server accepted, or refused because of the recipient. */
    public long sent() {
        return delivered + refused;
    }

    public long hardBounces() {
        return refused + returned;
    }

    /**
     * Hard bounces as a percentage of messages sent; 0 when none were sent. Bounces of mail sent before the window can
     * push it over 100.
     */
    public double hardBouncePercent() {
        return percent(hardBounces(), sent());
    }

    /** Complaints as a percentage of messages delivered; 0 when none were. */
    public double complaintPercent() {
        return percent(complaints, delivered);
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
