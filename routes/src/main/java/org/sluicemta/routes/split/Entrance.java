package org.sluicemta.routes.split;

import java.util.List;
import org.sluicemta.handoff.ReturnedMail;

/** Where mail enters a route, and the thread that brings it waits for the route's end. */
public interface Entrance {
    /** The route and its file, for messages: {@code route split (split.xml)}. */
    String name();

    /** For accepted mail. */
    interface Accepted extends Entrance {
        /** What the route wants to see of a message, one after the other: all of it, or parts. */
        List<AcceptedMail> parts(AcceptedMail mail);

        /** Returns when the route has ended; throws what it failed with. */
        void pass(AcceptedMail part) throws Exception;
    }

    /** For what came back. */
    interface Returned extends Entrance {
        /** Returns when the route has ended; throws what it failed with. */
        void pass(ReturnedMail mail) throws Exception;
    }
}
