package org.sluicemta.smtp.intake;

import org.sluicemta.mail.MessageId;

/** What became of a received message. */
public sealed interface IntakeResult {
    /** Committed and flushed, or dropped because the chain said so: the client may forget it. */
    record Accepted(MessageId id) implements IntakeResult {}

    /** A message with the same key was accepted before under that id; this one is not sent. */
    record Repeated(MessageId first) implements IntakeResult {}

    /**
     * The chain refuses it for good.
     *
     * @param enhancedStatus RFC 3463 code of class 5
     * @param reply one line for the client
     */
    record Refused(String enhancedStatus, String reply) implements IntakeResult {}

    /**
     * Nothing was queued, because something is full.
     *
     * @param enhancedStatus RFC 3463 code of class 4
     * @param reply one line for the client
     */
    record Deferred(String enhancedStatus, String reply) implements IntakeResult {}

    /** Nothing was queued, because the disk has no room for all its copies. */
    record NoRoom() implements IntakeResult {}

    /** Nothing was queued, because its time was over: the client has had its answer. */
    record Late() implements IntakeResult {}

    /** Nothing was queued, for a reason that may pass. */
    record TryLater() implements IntakeResult {}
}
