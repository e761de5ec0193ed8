package org.sluicemta.store.event;

import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;

/** The format of event ids: the same 64 bits as message ids, with a mark that distinguishes them. */
public final class EventIds {
    static final int LENGTH = 15;

    private static final String PREFIX = "E-";

    private EventIds() {}

    static String next(MessageIdSource source) {
        return PREFIX + source.next();
    }

    /** The id with these 64 bits. */
    public static String of(MessageId bits) {
        return PREFIX + bits;
    }

    /** The 64 bits of an id. Throws IllegalArgumentException if the format is different. */
    public static MessageId bits(String id) {
        if (id.length() != LENGTH || !id.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not an event id: \"" + id + "\"");
        }
        return MessageId.parse(id.substring(PREFIX.length()));
    }

    /** A placeholder of the same length, used until the event's position is known. */
    static String none() {
        return PREFIX + new MessageId(0);
    }
}
