package org.sluicemta.event;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where events go. Appending never blocks on the disk; whoever needs durability waits for {@link #flushed()}. */
public interface EventLog {
    /** Makes the event, appends it in order, and returns it (with its id). */
    Event append(
            EventType type,
            MailFacts mail,
            @Nullable ClientFacts client,
            @Nullable AttemptFacts attempt,
            @Nullable ReportFacts report);

    /** Completes when everything appended before this call is on disk; exceptionally when it cannot be. */
    CompletionStage<Void> flushed();
}
