package org.sluicemta.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the event log.
 *
 * @param id unique and ordered by time; suppression evidence refers to it
 */
public record Event(String id, Instant at, Occurrence what) {
    public EventType type() {
        return what.type();
    }

    public MailFacts mail() {
        return what.mail();
    }

    /** See {@link Occurrence#client}. */
    public @Nullable ClientFacts client() {
        return what.client();
    }

    /** See {@link Occurrence#attempt}. */
    public @Nullable AttemptFacts attempt() {
        return what.attempt();
    }

    /** See {@link Occurrence#tls}. */
    public @Nullable TlsResult tls() {
        return what.tls();
    }

    /** See {@link Occurrence#report}. */
    public @Nullable ReportFacts report() {
        return what.report();
    }
}
