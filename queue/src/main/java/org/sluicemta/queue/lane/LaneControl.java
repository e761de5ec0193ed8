package org.sluicemta.queue.lane;

/**
 * What operators do with lanes. Every call has taken effect when it returns, survives restarts, and works on paused
 * lanes too. Thread-safe.
 */
public interface LaneControl {
    /** Takes nothing more from these lanes; deliveries in flight end. Lanes made later are covered as well. */
    void pause(LaneScope scope) throws LaneException;

    /** Undoes a pause of the very same scope. */
    void resume(LaneScope scope) throws LaneException;

    /** Makes the retries that wait for these lanes due now. @return how many messages were moved */
    int flush(LaneScope scope) throws LaneException;

    /**
     * Removes the mail of these lanes, each message with a Cancelled event; those in flight are not touched. Mail that
     * waits for another attempt is removed with it.
     *
     * @return how many messages were removed
     */
    int purge(LaneScope scope) throws LaneException;
}
