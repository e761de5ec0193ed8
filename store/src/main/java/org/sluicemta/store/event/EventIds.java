package org.sluicemta.store.event;

import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;

/** The form of event ids: the same 64 bits as message ids, marked so that nobody takes one for the other. */
final class EventIds {
    static final int LENGTH = 15;

    private static final String PREFIX = "E-";

    private EventIds() {}

    static String next(MessageIdSource source) {
        return PREFIX + source.next();
    }

    /** The 64 bits of an id. Throws IllegalArgumentException when it has another form. */
    static MessageId bits(String id) {
        if (id.length() != LENGTH || !id.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not an event id: \"" + id + "\"");
        }
        return MessageId.parse(id.substring(PREFIX.length()));
    }

    /** Stands in a line until its place in the order is known; of the same length. */
    static String none() {
        return PREFIX + new MessageId(0);
    }
}
