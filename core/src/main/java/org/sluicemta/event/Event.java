package org.sluicemta.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param id unique, ordered by time; evidence points to it
 */
public record Event(
        String id,
        EventType type,
        Instant at,
        MailFacts mail,
        @Nullable ClientFacts client,
        @Nullable AttemptFacts attempt,
        @Nullable ReportFacts report) {}
