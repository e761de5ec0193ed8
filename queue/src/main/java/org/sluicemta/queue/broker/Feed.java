package org.sluicemta.queue.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;

/** The flow of messages from one queue to its {@link Taker}. */
public interface Feed {
    /** There is room again. Never blocks. */
    void more();

    /**
     * Stops pushing. Messages taken and not acknowledged return to the queue and go to the next feed, so none of them
     * may be in progress any more.
     */
    void close() throws ActiveMQException;
}
