package org.sluicemta.routes.split;

import java.util.List;
import org.sluicemta.handoff.ReturnedMail;

/** Where mail enters a route. The calling thread waits for the route to end. */
public interface Entrance {
    /** The route and its file, for messages: {@code route split (split.xml)}. */
    String name();

    /** For accepted mail. */
    interface Accepted extends Entrance {
        /** What the route gets of a message, one after the other: the whole message, or parts. */
        List<AcceptedMail> parts(AcceptedMail mail);

        /** Returns when the route has ended; throws what it failed with. */
        void pass(AcceptedMail part) throws Exception;
    }

    /** For returned mail. */
    interface Returned extends Entrance {
        /** Returns when the route has ended; throws what it failed with. */
        void pass(ReturnedMail mail) throws Exception;
    }
}
