package org.sluicemta.queue.broker;

/**
 * Takes the messages that a queue pushes. Called on threads of the broker, which serve other queues too: it hands over and
 * works nowhere here.
 */
public interface Taker {
    /**
     * Asks for room for one more message, of so many octets in memory. True promises that room: {@link #take} follows. After false the queue pushes
     * nothing until {@link Feed#more()} is called.
     */
    boolean reserve(int octets);

    /** The message for which room was promised. */
    void take(TakenMessage message);

    /** Nothing more will be pushed, though nobody closed the feed: the queue was removed, or its broker went away. */
    void broken(String why);
}
