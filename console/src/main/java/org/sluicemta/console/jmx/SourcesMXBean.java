package org.sluicemta.console.jmx;

import java.util.List;

/**
 * {@code org.sluicemta:type=Sources}. A source that egress.xml doesn't have, or a database that doesn't respond, throws
 * IllegalStateException. {@code by} is the caller, for the audit.
 */
public interface SourcesMXBean {
    /** All sources of egress.xml, by pool and name. */
    List<SourceRow> getSources();

    SourceRow source(String source);

    /** Lets nothing more leave from the source, on all nodes and over restarts. Deliveries that have begun end. */
    SourceRow disable(String source, String by);

    SourceRow enable(String source, String by);

    /** How sources are being warmed up, by pool and name. */
    List<WarmUpRow> getWarmUps();

    /**
     * What a source may send today and on the next days, if nothing holds it.
     *
     * @param days 1 to 1000; another number throws IllegalArgumentException
     */
    List<WarmUpDayRow> simulateWarmUp(String source, int days);

    /** The same for the warm-up of what it sends to a site. */
    List<WarmUpDayRow> simulateWarmUpAt(String source, String site, int days);
}
