package org.sluicemta.event;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.MessageId;

/** Finds events among millions. Events are JSON lines, which {@link EventReader#parse} reads. Thread-safe. */
public interface EventSearch {
    /**
     * Events found, the newest first.
     *
     * @param next what to ask for to get the next page; empty when this is the last
     */
    record Found(List<String> lines, Optional<String> next) {
        public Found {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Messages that have events of a query, the last accepted first.
     *
     * @param more whether there are others, which came in earlier than the last of these
     */
    record FoundMessages(List<MessageId> ids, boolean more) {
        public FoundMessages {
            ids = List.copyOf(ids);
        }
    }

    /**
     * Up to this many events.
     *
     * @param page {@link Found#next} of the page before; null for the first
     */
    Found find(EventQuery query, int limit, @Nullable String page) throws IOException;

    /** Up to this many messages of which any of the queries finds an event, those accepted before {@code before} only. */
    FoundMessages messages(List<EventQuery> anyOf, int limit, @Nullable MessageId before) throws IOException;

    /**
     * What happened to a message, the oldest first, up to this many events.
     *
     * @param recipient only what happened to this recipient, and to the message as a whole; null for everything
     */
    List<String> history(MessageId id, @Nullable String recipient, int limit) throws IOException;

    /** How far the search has got. */
    SearchState state();
}
