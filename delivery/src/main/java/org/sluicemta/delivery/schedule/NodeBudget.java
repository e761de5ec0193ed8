package org.sluicemta.delivery.schedule;

/**
 * A limit on messages and octets, shared by all schedules of this node. The last quarter is reserved for those that
 * have next to nothing, so that a few long backlogs don't leave one message to each of the others. Thread-safe.
 */
public final class NodeBudget {
    private static final int NEXT_TO_NOTHING = 8;

    private final long mostMessages;
    private final long mostOctets;
    private long messages;
    private long octets;

    public NodeBudget(long messages, long octets) {
        this.mostMessages = messages;
        this.mostOctets = octets;
    }

    /** @param has messages the caller has taken already */
    synchronized boolean hasRoom(int has) {
        return has < NEXT_TO_NOTHING
                ? messages < mostMessages && octets < mostOctets
                : messages < mostMessages - mostMessages / 4 && octets < mostOctets - mostOctets / 4;
    }

    /** Reserves room for one message, if there is any. */
    synchronized boolean tryTake(int has, long size) {
        if (!hasRoom(has) || octets + size > mostOctets) {
            return false;
        }
        take(size);
        return true;
    }

    /** Reserves room even beyond the limit, for what must not wait for others. */
    synchronized void take(long size) {
        messages++;
        octets += size;
    }

    synchronized void release(long size) {
        messages--;
        octets -= size;
    }

    /** Messages taken and not released. */
    public synchronized long messages() {
        return messages;
    }

    /** Octets taken and not released. */
    public synchronized long octets() {
        return octets;
    }
}
