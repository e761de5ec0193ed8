package org.sluicemta.smtp.intake;

import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.MessageId;
import org.sluicemta.tenant.TenantId;

/** The result of taking in a received message. */
public sealed interface IntakeResult {
    /** Committed and flushed, or dropped by the chain. The client may forget it. */
    record Accepted(MessageId id) implements IntakeResult {}

    /** A message with the same key was accepted earlier with this id; this one isn't sent. */
    record Repeated(MessageId first) implements IntakeResult {}

    /**
     * The chain refuses it permanently.
     *
     * @param enhancedStatus RFC 3463 code of class 5
     * @param reply one line for the client
     * @param tenant whose mail the chain found it to be, or null
     */
    record Refused(
            String enhancedStatus, String reply, @Nullable TenantId tenant) implements IntakeResult {}

    /**
     * Nothing was queued, because a limit was reached.
     *
     * @param enhancedStatus RFC 3463 code of class 4
     * @param reply one line for the client
     * @param tenant whose mail the chain found it to be, or null
     */
    record Deferred(
            String enhancedStatus, String reply, @Nullable TenantId tenant) implements IntakeResult {}

    /** Nothing was queued, because there isn't enough disk space for all copies. */
    record NoRoom() implements IntakeResult {}

    /** Nothing was queued, because its time was up and the client already has its reply. */
    record Late() implements IntakeResult {}

    /** Nothing was queued, because of a temporary failure. */
    record TryLater() implements IntakeResult {}
}
