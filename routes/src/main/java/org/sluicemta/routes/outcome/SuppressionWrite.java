package org.sluicemta.routes.outcome;

import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.tenant.TenantId;

/** What an outcome means to the suppression list. */
public sealed interface SuppressionWrite {
    /** From now on, not mailed. */
    record Add(Suppression entry) implements SuppressionWrite {}

    /** One more failure of the kind that suppresses after {@code limit} of them. */
    record SoftFailure(
            EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message, int limit, String evidence)
            implements SuppressionWrite {}

    /** A delivery: earlier soft failures are forgotten. */
    record Success(EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message)
            implements SuppressionWrite {}
}
