package org.sluicemta.queue.broker;

import java.util.List;
import org.sluicemta.lane.LaneName;

/** Names of the queues that are not lanes. Lanes are named by {@link org.sluicemta.lane.LaneName}. */
public final class QueueNames {
    /** Messages that came back to the bounce domain, to be read. */
    public static final String INTAKE_BOUNCE = "intake.bounce";
    /** Mail whose time ran out, moved here by the broker's own scan. */
    public static final String EXPIRED = "expired";
    /** Mail that an operator removed, on its way to its Cancelled event. */
    public static final String CANCELLED = "cancelled";
    /** Mail that an operator moved out of a lane or slot so that it finds its lane again. */
    public static final String RELANE = "later.now";
    /** What could not be read; kept for a person to look at. */
    public static final String DEAD = "dead";
    /** Start of the names of time slots. */
    public static final String LATER = "later.";
    /** Start of the names of the empty queues that stand for a pause of a whole tenant, site or pool. */
    public static final String PAUSED = "paused.";

    /** The queues that are there from the start. */
    public static final List<String> ALL = List.of(INTAKE_BOUNCE, EXPIRED, CANCELLED, RELANE, DEAD);

    private QueueNames() {}

    /** Whether mail waits in a queue of that name. */
    static boolean isOurs(String queue) {
        return ALL.contains(queue) || queue.startsWith(LATER) || queue.startsWith(LaneName.PREFIX);
    }
}
