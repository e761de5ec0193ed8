package org.sluicemta.delivery.schedule;

import java.time.Instant;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/** A message from a lane, as far as a schedule needs to know it. */
public interface HeldMail {
    /** Equal whenever the broker issues the same message for the same attempt. */
    Object key();

    /** The lane it was taken from. */
    LaneName lane();

    TenantId tenant();

    /** Recipient domain, lower case. */
    String domain();

    /** RFC 6710 MT-PRIORITY, -9 to 9; among one tenant's mail, higher goes first. */
    int priority();

    /** Memory it occupies while held. */
    long octets();

    /** Size of its content, wherever that is stored. */
    long contentOctets();

    Instant receivedAt();

    Instant expiresAt();
}
