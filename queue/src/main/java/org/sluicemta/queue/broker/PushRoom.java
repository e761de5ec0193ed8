package org.sluicemta.queue.broker;

/**
 * How much room a {@link Taker} has, in messages and octets. There is always room for one message, whatever its size.
 * Thread-safe: the broker reserves while the taker releases.
 */
public final class PushRoom {
    private final int mostMessages;
    private final long mostOctets;
    private int messages;
    private long octets;
    private boolean refused;

    public PushRoom(int messages, long octets) {
        this.mostMessages = messages;
        this.mostOctets = octets;
    }

    /** As {@link Taker#reserve}. */
    public synchronized boolean reserve(int size) {
        if (messages > 0 && (messages >= mostMessages || octets + size > mostOctets)) {
            refused = true;
            return false;
        }
        messages++;
        octets += size;
        return true;
    }

    /**
     * This many messages and octets are no longer held.
     *
     * @return whether {@link Feed#more()} is to be called: the queue was refused, and half of the room is free
     */
    public synchronized boolean release(int count, long size) {
        messages -= count;
        octets -= size;
        boolean more = refused && messages <= mostMessages / 2 && octets <= mostOctets / 2;
        refused &= !more;
        return more;
    }
}
