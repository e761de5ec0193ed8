package org.sluicemta.suppression;

import org.sluicemta.mail.EmailAddress;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Says whether a recipient may be mailed. May query the database. Thread-safe. */
@FunctionalInterface
public interface SuppressionCheck {
    SuppressionDecision check(EmailAddress recipient, TenantId tenant, StreamId stream);
}
