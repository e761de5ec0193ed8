package org.sluicemta.delivery.outcome;

import java.time.Duration;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.tenant.TenantId;

/** What an outcome changes in the suppression list. */
public sealed interface SuppressionWrite {
    /** Suppress from now on. */
    record Add(Suppression entry) implements SuppressionWrite {}

    /** One more failure of a kind that suppresses after {@code limit} of them. */
    record SoftFailure(
            EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message, int limit, String evidence)
            implements SuppressionWrite {}

    /** The recipient's domain could not be reached; suppresses once that has lasted the whole period. */
    record LastingFailure(
            EmailAddress recipient, TenantId tenant, MessageId message, Duration period, Suppression entry)
            implements SuppressionWrite {}

    /** A server replied for the recipient's domain. */
    record DomainAnswered(EmailAddress recipient, TenantId tenant, MessageId message) implements SuppressionWrite {}

    /** A delivery: earlier soft failures are cleared. */
    record Success(EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message)
            implements SuppressionWrite {}
}
