package org.sluicemta.settings;

import org.sluicemta.admission.AdmissionSettings;
import org.sluicemta.limit.ClientLimits;

/**
 * What sluice.xml says of who gets in.
 *
 * @param repeatHeader header field whose value marks a message, so that the same one is not sent twice
 * @param chain what the chains of all messages may take
 */
public record SmtpSettings(ClientLimits limits, AdmissionSettings admission, String repeatHeader, ChainSettings chain) {
    public static final SmtpSettings DEFAULTS = new SmtpSettings(
            ClientLimits.DEFAULTS, AdmissionSettings.DEFAULTS, "Idempotency-Key", ChainSettings.DEFAULTS);
}
