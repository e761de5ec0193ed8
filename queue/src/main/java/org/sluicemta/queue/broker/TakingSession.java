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
     * @throws ActiveMQException also when the queue does not exist
     */
    Feed open(String queue, Taker taker) throws ActiveMQException;

    /** What is sent in the transaction. Its commit is that of the acknowledgements too. */
    SendSession sends();

    /** Sends a message on as it is, which {@link SendSession#send} would give another identity. */
    void forward(String queue, TakenMessage taken) throws ActiveMQException;

    /** The broker forgets the message at the commit. */
    void acknowledge(TakenMessage taken) throws ActiveMQException;

    /** What was not committed is rolled back, feeds are closed, and what was taken goes back to its queue. */
    void close() throws ActiveMQException;
}
