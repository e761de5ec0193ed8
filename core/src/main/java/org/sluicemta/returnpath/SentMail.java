package org.sluicemta.returnpath;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * The send that a token identifies.
 *
 * @param source source that delivered it, or null when unknown
 * @param sent day of the token or time of delivery
 * @param campaign null if it belongs to none
 */
public record SentMail(
        MessageId id,
        int recipientIndex,
        TenantId tenant,
        StreamId stream,
        EmailAddress recipient,
        @Nullable SourceId source,
        Instant sent,
        @Nullable CampaignId campaign) {}
