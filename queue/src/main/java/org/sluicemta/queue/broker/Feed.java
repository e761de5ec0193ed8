package org.sluicemta.queue.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;

/** The flow of messages from one queue to its {@link Taker}. */
public interface Feed {
    /** There is room again. Never blocks. */
    void more();

    /**
     * Pushes nothing more. What was taken and not acknowledged goes back to the queue and is pushed to whoever opens the
     * next feed, so nothing of it may be under way any more.
     */
    void close() throws ActiveMQException;
}
