package org.sluicemta.reputation;

/**
 * Figures of a span of time.
 *
 * @param delivered recipients whose server took the message
 * @param refused recipients refused for good during delivery because of the recipient: hard bounces
 * @param returned hard bounces that came back after a server had taken the message
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

    /** Messages that a server has taken or refused for the recipient's sake. */
    public long sent() {
        return delivered + refused;
    }

    public long hardBounces() {
        return refused + returned;
    }

    /** Percent of those sent; 0 when none was. A bounce of mail sent before the window can bring it over 100. */
    public double hardBouncePercent() {
        return percent(hardBounces(), sent());
    }

    /** Percent of those delivered; 0 when none was. */
    public double complaintPercent() {
        return percent(complaints, delivered);
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
