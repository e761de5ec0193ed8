package org.sluicemta.delivery.schedule;

import java.time.Instant;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/** A message out of a lane, as far as a schedule needs to know it. */
public interface HeldMail {
    /** The same whenever the broker hands out the same message for the same attempt. */
    Object key();

    /** Where it was taken from. */
    LaneName lane();

    TenantId tenant();

    /** Recipient domain, lower case. */
    String domain();

    /** RFC 6710 MT-PRIORITY, -9 to 9; higher goes first among one tenant's mail. */
    int priority();

    /** Memory that it occupies while it is held. */
    long octets();

    /** Size of its content, wherever that lies. */
    long contentOctets();

    Instant receivedAt();

    Instant expiresAt();
}
