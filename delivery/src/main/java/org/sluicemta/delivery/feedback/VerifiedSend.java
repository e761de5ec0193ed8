package org.sluicemta.delivery.feedback;

import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.event.MailFacts;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * A send verified by one of our tokens.
 *
 * @param recipient the recipient it went to
 * @param source source that delivered it, or null when unknown
 * @param campaign campaign it belongs to; null for none, or when unknown
 */
public record VerifiedSend(
        MessageId id,
        int recipientIndex,
        TenantId tenant,
        StreamId stream,
        EmailAddress recipient,
        @Nullable SourceId source,
        @Nullable CampaignId campaign) {
    /** The facts for an event about it. */
    public MailFacts facts() {
        return MailFacts.about(id).of(tenant, stream).of(campaign).to(recipient).by(source);
    }
}
