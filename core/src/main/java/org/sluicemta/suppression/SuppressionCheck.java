package org.sluicemta.suppression;

import org.sluicemta.mail.EmailAddress;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** Tells who must not be mailed. May ask the database. Thread-safe. */
@FunctionalInterface
public interface SuppressionCheck {
    SuppressionDecision check(EmailAddress recipient, TenantId tenant, StreamId stream);
}
