package org.sluicemta.queue.content;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.content.ContentTable;

/** The size of the table, counted at most once a minute because the database has to scan all of it. */
final class TableUse {
    private static final Logger LOG = LoggerFactory.getLogger(TableUse.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final ContentTable table;
    private final InstantSource clock;
    private ContentUse last = new ContentUse(0, 0, 0, true);
    private Instant counted = Instant.MIN;

    TableUse(ContentTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** The previous figures if the database can't be queried. */
    synchronized ContentUse get() {
        Instant now = clock.instant();
        if (counted.equals(Instant.MIN) || !now.isBefore(counted.plus(FRESH))) {
            counted = now;
            try {
                long octets = table.size().octets();
                last = new ContentUse(0, octets, octets, true);
            } catch (IOException e) {
                LOG.warn("Cannot count stored content, using the previous figures: {}", e.getMessage());
            }
        }
        return last;
    }
}
