package org.sluicemta.delivery.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.lane.LaneName;
import org.sluicemta.tenant.TenantId;

/** A message from a lane, as far as a schedule needs to know it. */
public interface HeldMail {
    /** A message of this size costs as much as two small ones. */
    long OCTETS_OF_A_TURN = 256 << 10;

    int DEAREST = 16;

    /** Equal whenever the broker issues the same message for the same attempt. */
    Object key();

    /** The lane it was taken from. */
    LaneName lane();

    TenantId tenant();

    /** Campaign that it belongs to, or null. */
    @Nullable
    CampaignId campaign();

    /** Until when its campaign is to be delivered, or null. */
    @Nullable
    Instant deliverUntil();

    /** What takes turns with the rest of its tenant's mail. */
    Mailing mailing();

    /** The lane where it delays no other mailing of its tenant; that of the tenant if there is nothing to tell apart. */
    LaneName ownLane();

    /** Whose limits it counts for. */
    default MailOwner owner() {
        return new MailOwner(tenant(), campaign());
    }

    /** Recipient domain, lower case. */
    String domain();

    /** RFC 6710 MT-PRIORITY, -9 to 9; among one tenant's mail, higher goes first. */
    int priority();

    /** Mail of a higher one goes first, whichever tenant's it is. */
    int urgency();

    /** Memory it occupies while held. */
    long octets();

    /** Size of its content, wherever that is stored. */
    long contentOctets();

    /** How much of its tenant's credit it takes, at least 1. */
    default long cost() {
        return 1 + Math.min(contentOctets() / OCTETS_OF_A_TURN, DEAREST);
    }

    Instant receivedAt();

    Instant expiresAt();
}
