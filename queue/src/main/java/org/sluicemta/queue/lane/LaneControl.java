package org.sluicemta.queue.lane;

/**
 * What operators do with lanes. Every call has taken effect when it returns, survives restarts, and works on paused
 * lanes too. Thread-safe.
 */
public interface LaneControl {
    /** Takes nothing more from these lanes; deliveries in flight finish. Lanes created later are included. */
    void pause(LaneScope scope) throws LaneException;

    /** Ends a pause of exactly the same scope. */
    void resume(LaneScope scope) throws LaneException;

    /** Makes the retries that wait for these lanes due now. @return how many messages were moved */
    int flush(LaneScope scope) throws LaneException;

    /**
     * Removes the mail of these lanes, with a Cancelled event for each message, including mail waiting for another
     * attempt. Messages in flight aren't touched.
     *
     * @return how many messages were removed
     */
    int purge(LaneScope scope) throws LaneException;
}
