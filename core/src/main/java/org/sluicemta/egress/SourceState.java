package org.sluicemta.egress;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a site's replies have led to for a source.
 *
 * @param rest null if the site doesn't refuse it
 * @param pace null if the site hasn't told it to slow down
 */
public record SourceState(
        SourceId source,
        SiteId site,
        @Nullable Rest rest,
        @Nullable Pace pace) {
    /**
     * Nothing is sent until a time.
     *
     * @param length how long it lasts
     * @param why the rule or the class of the last reply
     */
    public record Rest(Instant until, Duration length, String why) {}

    /**
     * How fast it may send.
     *
     * @param perSecond messages a second
     * @param full messages a second before the first cut
     * @param learned messages a second at which the site objects, on average; 0 if unknown
     * @param cutAt the last time
     * @param why the rule or the class of the last reply
     */
    public record Pace(double perSecond, double full, double learned, int cuts, Instant cutAt, String why) {}
}
