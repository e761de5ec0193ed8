package org.sluicemta.queue.broker;

import java.util.List;
import org.sluicemta.lane.LaneName;

/** Names of the queues that are not lanes. Lanes are named by {@link org.sluicemta.lane.LaneName}. */
public final class QueueNames {
    /** Messages returned to the bounce domain, waiting to be parsed. */
    public static final String INTAKE_BOUNCE = "intake.bounce";
    /** Expired mail, moved here by the broker's own scan. */
    public static final String EXPIRED = "expired";
    /** Mail that an operator removed, waiting for its Cancelled event. */
    public static final String CANCELLED = "cancelled";
    /** Mail that an operator moved out of a lane or slot, waiting to be assigned a lane again. */
    public static final String RELANE = "later.now";
    /** Messages that couldn't be read, kept for a person to look at. */
    public static final String DEAD = "dead";
    /** Prefix of the names of time slots. */
    public static final String LATER = "later.";
    /** Prefix of the names of empty queues that represent the pause of a whole tenant, site or pool. */
    public static final String PAUSED = "paused.";

    /** The queues that exist from the start. */
    public static final List<String> ALL = List.of(INTAKE_BOUNCE, EXPIRED, CANCELLED, RELANE, DEAD);

    private QueueNames() {}

    /** Whether mail waits in a queue of that name. */
    static boolean isOurs(String queue) {
        return ALL.contains(queue) || queue.startsWith(LATER) || queue.startsWith(LaneName.PREFIX);
    }
}
