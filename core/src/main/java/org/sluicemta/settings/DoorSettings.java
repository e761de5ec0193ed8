package org.sluicemta.settings;

import org.sluicemta.admission.AdmissionSettings;
import org.sluicemta.limit.ClientLimits;

/**
 * What sluice.xml says of who gets in.
 *
 * @param repeatHeader header field whose value marks a message, so that the same one is not sent twice
 * @param chain what the chains of all messages may take
 */
public record DoorSettings(ClientLimits limits, AdmissionSettings admission, String repeatHeader, ChainSettings chain) {
    public static final DoorSettings DEFAULTS =
            new DoorSettings(ClientLimits.DEFAULTS, AdmissionSettings.DEFAULTS, "Idempotency-Key", ChainSettings.DEFAULTS);
}
