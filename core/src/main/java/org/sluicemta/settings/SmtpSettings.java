package org.sluicemta.settings;

import org.sluicemta.admission.AdmissionSettings;
import org.sluicemta.limit.ClientLimits;

/**
 * What the SMTP server accepts, from sluice.xml.
 *
 * @param repeatHeader header field with the idempotency key of a message
 * @param chain limits on running mailet chains
 */
public record SmtpSettings(ClientLimits limits, AdmissionSettings admission, String repeatHeader, ChainSettings chain) {
    public static final SmtpSettings DEFAULTS = new SmtpSettings(
            ClientLimits.DEFAULTS, AdmissionSettings.DEFAULTS, "Idempotency-Key", ChainSettings.DEFAULTS);
}
