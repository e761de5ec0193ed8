package org.sluicemta.event;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.MessageId;

/** Stands for an index that is switched off: says so instead of finding nothing. */
public final class NoEventSearch implements EventSearch {
    private static final String OFF = "events are not indexed. Set <index enabled=\"true\"/> in sluice.xml and restart";

    @Override
    public Found find(EventQuery query, int limit, @Nullable String page) throws IOException {
        throw new IOException(OFF);
    }

    @Override
    public FoundMessages messages(List<EventQuery> anyOf, int limit, @Nullable MessageId before) throws IOException {
        throw new IOException(OFF);
    }

    @Override
    public List<String> history(MessageId id, @Nullable String recipient, int limit) throws IOException {
        throw new IOException(OFF);
    }

    @Override
    public SearchState state() {
        return new SearchState(0, Duration.ZERO, 0, 0, 0, Optional.of(OFF));
    }
}
