package org.sluicemta.console.jmx;

import java.util.List;

/**
 * {@code org.sluicemta:type=Queues}. A selector is a lane's queue name; or {@code pool=marketing}; or {@code site=gmail},
 * with a pool or in every pool; or {@code tenant=acme}, everywhere or with a pool. An empty selector means every pool. A selector that cannot
 * be read throws IllegalArgumentException naming it; a broker that does not answer, IllegalStateException. {@code by} is who
 * asks, for the audit.
 */
public interface QueuesMXBean {
    List<LaneRow> getLanes();

    /** Messages waiting for a later attempt or a release time. */
    long getLater();

    /** What is paused, whether there are lanes of that kind or not. */
    List<PauseRow> getPauses();

    /** Holds the lanes, those made later among them; they keep accepting, and stay paused over a restart. */
    PauseRow pause(String selector, String by);

    /** Undoes a pause of the very same selector. */
    PauseRow resume(String selector, String by);

    /** Makes waiting retries due now. Returns the messages moved. */
    long flush(String selector, String by);

    /** Removes all messages of the lanes; each gets a Cancelled event. Returns the messages removed. */
    long purge(String selector, String by);
}
