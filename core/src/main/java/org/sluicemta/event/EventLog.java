package org.sluicemta.event;

import java.util.concurrent.CompletionStage;

/** Where events go. Appending never blocks on the disk. Callers that need durability wait for {@link #flushed()}. */
public interface EventLog {
    /** Creates an event for what happened now, appends it in order, and returns it with its id. */
    Event append(Occurrence what);

    /** Completes when everything appended before this call is on disk; exceptionally when that fails. */
    CompletionStage<Void> flushed();
}
