package org.sluicemta.queue.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;

/**
 * Takes messages and sends what follows from them. Both take effect when {@link #sends()} are committed. In each
 * transaction the sends come first, then forwarded messages, then acknowledgements. Used by one thread at a time,
 * except for what is pushed to takers.
 */
public interface TakingSession {
    /**
     * Pushes the messages of a queue from now on.
     *
     * @throws ActiveMQException also if the queue doesn't exist
     */
    Feed open(String queue, Taker taker) throws ActiveMQException;

    /** What is sent in the transaction. Its commit also commits the acknowledgements. */
    SendSession sends();

    /** Forwards a message unchanged; {@link SendSession#send} would give it another identity. */
    void forward(String queue, TakenMessage taken) throws ActiveMQException;

    /** The broker forgets the message at the commit. */
    void acknowledge(TakenMessage taken) throws ActiveMQException;

    /** Rolls back what isn't committed and closes the feeds. Messages taken return to their queues. */
    void close() throws ActiveMQException;
}
