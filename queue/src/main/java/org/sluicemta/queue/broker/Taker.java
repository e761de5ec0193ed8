package org.sluicemta.queue.broker;

/**
 * Receives the messages a queue pushes. Called on the broker's threads, which serve other queues too, so it must only
 * hand over and do no work.
 */
public interface Taker {
    /**
     * Asks for room for one more message of this many octets in memory. True reserves the room, and {@link #take}
     * follows. After false, the queue pushes nothing until {@link Feed#more()} is called.
     */
    boolean reserve(int octets);

    /** The message for which room was reserved. */
    void take(TakenMessage message);

    /** Nothing more will be pushed, although nobody closed the feed: the queue was removed, or its broker went away. */
    void broken(String why);
}
