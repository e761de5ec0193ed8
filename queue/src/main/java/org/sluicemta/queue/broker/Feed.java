package org.sluicemta.queue.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;

/** The flow of messages from one queue to its {@link Taker}. */
public interface Feed {
    /** Call this when there is room again. Never blocks. */
    void more();

    /**
     * Stops pushing. Messages taken but not acknowledged return to the queue and go to its next feed, so none of them
     * may still be in progress.
     */
    void close() throws ActiveMQException;
}
