package org.sluicemta.console.jmx;

import java.util.List;

/**
 * {@code org.sluicemta:type=Queues}. A selector is a lane's queue name; or {@code pool=marketing}; or {@code
 * site=gmail}, with a pool or in every pool; or {@code tenant=acme}, everywhere or with a pool. An empty selector means
 * every pool. An invalid selector throws IllegalArgumentException naming it. If the broker doesn't respond,
 * IllegalStateException is thrown. {@code by} is the caller, for the audit.
 */
public interface QueuesMXBean {
    List<LaneRow> getLanes();

    /** What the mail of each matching lane waits for; lanes without mail are left out. */
    List<ExplanationRow> explain(String selector);

    /** Messages waiting for a later attempt or a release time. */
    long getLater();

    /** What is paused, whether or not there are matching lanes. */
    List<PauseRow> getPauses();

    /** Pauses the lanes, including those created later. They keep accepting mail, and stay paused after a restart. */
    PauseRow pause(String selector, String by);

    /** Ends a pause with exactly the same selector. */
    PauseRow resume(String selector, String by);

    /** Makes waiting retries due now. Returns the number of messages moved. */
    long flush(String selector, String by);

    /** Removes all messages of the lanes, with a Cancelled event for each. Returns the number of messages removed. */
    long purge(String selector, String by);
}
