package org.sluicemta.delivery.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.Campaign;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.delivery.schedule.HeldMail;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.queue.broker.TakenMessage;
import org.sluicemta.queue.lane.TakenMail;
import org.sluicemta.tenant.TenantId;

/** A taken message with what is needed to acknowledge it: the broker's message and its feed. */
record LaneMail(TakenMessage message, TakenMail taken, LaneFeed feed, LaneName ownLane, int urgency)
        implements HeldMail {
    /** The same delivery, should the broker hand the message out again. */
    record DeliveryKey(long id, int recipient, int attempt) {}

    OutboundMessage mail() {
        return taken.mail();
    }

    @Override
    public DeliveryKey key() {
        return new DeliveryKey(
                mail().id().value(), mail().recipients().getFirst().index(), mail().attempt());
    }

    @Override
    public LaneName lane() {
        return feed.lane();
    }

    @Override
    public TenantId tenant() {
        return mail().tenant();
    }

    @Override
    public @Nullable CampaignId campaign() {
        return mail().campaignId();
    }

    @Override
    public @Nullable Instant deliverUntil() {
        Campaign campaign = mail().campaign();
        return campaign == null ? null : campaign.deliverUntil();
    }

    @Override
    public Mailing mailing() {
        return Mailing.of(mail().campaignId(), mail().stream());
    }

    @Override
    public String domain() {
        return mail().recipients().getFirst().address().domain();
    }

    @Override
    public int priority() {
        return mail().options().priority();
    }

    @Override
    public long octets() {
        return message.octets();
    }

    @Override
    public long contentOctets() {
        return mail().content().size();
    }

    @Override
    public Instant receivedAt() {
        return mail().receivedAt();
    }

    @Override
    public Instant expiresAt() {
        return mail().expiresAt();
    }
}
