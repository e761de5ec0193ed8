package org.sluicemta.bounce.dsn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery status notification as written (RFC 3464 section 2), with types separated from values.
 *
 * @param reportingMta host that reports, or null
 * @param envelopeId Original-Envelope-Id, or null
 * @param recipients one for each recipient group that names an address
 */
public record DeliveryStatus(
        @Nullable String reportingMta, @Nullable String envelopeId, List<RecipientStatus> recipients) {

    public DeliveryStatus {
        recipients = List.copyOf(recipients);
    }
}
