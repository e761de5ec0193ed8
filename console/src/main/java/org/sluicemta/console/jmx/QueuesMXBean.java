package org.sluicemta.console.jmx;

import java.util.List;

/**
 * {@code org.sluicemta:type=Queues}. A selector is a lane's queue name, or words that all must fit:
 * {@code pool=marketing site=gmail tenant=acme}; an empty selector means every lane. A selector that cannot be read
 * throws IllegalArgumentException naming it.
 */
public interface QueuesMXBean {
    List<LaneRow> getLanes();

    /** Messages waiting for a later attempt or a release time. */
    long getLater();

    /** Holds the lanes; paused lanes keep accepting, and stay paused over a restart. Returns the lanes paused. */
    int pause(String selector);

    /** Lets paused lanes go on. Returns the lanes resumed. */
    int resume(String selector);

    /** Makes waiting retries due now. Returns the messages moved. */
    long flush(String selector);

    /** Removes all messages of the lanes; each gets a Cancelled event. Returns the messages removed. */
    long purge(String selector);
}
