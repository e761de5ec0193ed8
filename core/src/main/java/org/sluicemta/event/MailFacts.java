package org.sluicemta.event;

import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.HasLetter;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * The message an event is about, as far as it is known: {@code about(id).of(tenant,
 * stream).from(sender).to(recipient)}. A null sender of the envelope is an empty string in JSON.
 *
 * @param parent the original, when a mailet made this message
 */
public record MailFacts(
        @Nullable MessageId messageId,
        @Nullable TenantId tenant,
        @Nullable StreamId stream,
        @Nullable PoolId pool,
        @Nullable SourceId source,
        @Nullable SiteId site,
        @Nullable LaneName lane,
        @Nullable EmailAddress sender,
        @Nullable EmailAddress recipient,
        @Nullable MessageId parent,
        @Nullable CampaignId campaign) {
    public MailFacts {
        // Relayed mail belongs to no tenant, so nothing that counts or shows a tenant's events ever includes it.
        tenant = tenant != null && tenant.isRelayed() ? null : tenant;
    }

    public static final MailFacts NONE =
            new MailFacts(null, null, null, null, null, null, null, null, null, null, null);

    public static MailFacts about(MessageId id) {
        return new MailFacts(id, null, null, null, null, null, null, null, null, null, null);
    }

    public MailFacts of(@Nullable TenantId its, @Nullable StreamId kind) {
        return new MailFacts(messageId, its, kind, pool, source, site, lane, sender, recipient, parent, campaign);
    }

    public MailFacts of(@Nullable CampaignId its) {
        return new MailFacts(messageId, tenant, stream, pool, source, site, lane, sender, recipient, parent, its);
    }

    /** What a message in the queue says of itself. */
    public static MailFacts about(HasLetter mail) {
        return about(mail.id())
                .of(mail.tenant(), mail.stream())
                .of(mail.campaignId())
                .from(mail.sender());
    }

    /** @param address null for the null sender */
    public MailFacts from(@Nullable EmailAddress address) {
        return new MailFacts(messageId, tenant, stream, pool, source, site, lane, address, recipient, parent, campaign);
    }

    public MailFacts to(@Nullable EmailAddress address) {
        return new MailFacts(messageId, tenant, stream, pool, source, site, lane, sender, address, parent, campaign);
    }

    public MailFacts by(@Nullable PoolId by) {
        return new MailFacts(messageId, tenant, stream, by, source, site, lane, sender, recipient, parent, campaign);
    }

    public MailFacts by(@Nullable SourceId by) {
        return new MailFacts(messageId, tenant, stream, pool, by, site, lane, sender, recipient, parent, campaign);
    }

    public MailFacts at(SiteId receiving) {
        return new MailFacts(
                messageId, tenant, stream, pool, source, receiving, lane, sender, recipient, parent, campaign);
    }

    public MailFacts in(LaneName queue) {
        return new MailFacts(messageId, tenant, stream, pool, source, site, queue, sender, recipient, parent, campaign);
    }

    /** @param message the message that a mailet or a route made this one from */
    public MailFacts madeOf(MessageId message) {
        return new MailFacts(messageId, tenant, stream, pool, source, site, lane, sender, recipient, message, campaign);
    }
}
