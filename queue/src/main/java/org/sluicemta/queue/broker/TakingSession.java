package org.sluicemta.queue.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;

/**
 * A transacted session that takes messages and sends what follows from them: both count when the sends are committed. In
 * each transaction the sends come first, then what is forwarded, then the acknowledgements. Used by one thread at a time.
 *
 * @param session consumers are made of it, and it acknowledges
 * @param sends of the same transaction
 */
public record TakingSession(ClientSession session, SendSession sends) {
    /** Sends a message on as it was received, which {@link SendSession#send} would give another identity. */
    public void forward(String queue, ClientMessage received) throws ActiveMQException {
        try (ClientProducer producer = session.createProducer()) {
            producer.send(SimpleString.of(queue), received);
        }
    }

    /** What was not committed is rolled back, and what was taken goes back to its queue. */
    public void close() throws ActiveMQException {
        sends.close();
    }
}
