package org.sluicemta.mail;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One recipient of an envelope.
 *
 * @param index place in the accepted envelope, 0 to 65535, stable through splitting and retries
 * @param notifyWhen RFC 3461 NOTIFY; empty when the client didn't say
 * @param originalRecipient RFC 3461 ORCPT as given, {@code rfc822;user@example.org}, or null
 */
public record EnvelopeRecipient(
        EmailAddress address,
        int index,
        Set<DsnNotify> notifyWhen,
        @Nullable String originalRecipient) {
    public EnvelopeRecipient {
        if (index < 0 || index > 0xFFFF) {
            throw new IllegalArgumentException("recipient index must be 0 to 65535, got " + index);
        }
        notifyWhen = Set.copyOf(notifyWhen);
    }
}
