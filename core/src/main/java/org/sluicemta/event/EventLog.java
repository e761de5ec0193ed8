package org.sluicemta.event;

import java.util.concurrent.CompletionStage;

/** Where events go. Appending never blocks on the disk; whoever needs durability waits for {@link #flushed()}. */
public interface EventLog {
    /** Makes an event of what happened now, appends it in order, and returns it (with its id). */
    Event append(Occurrence what);

    /** Completes when everything appended before this call is on disk; exceptionally when it cannot be. */
    CompletionStage<Void> flushed();
}
