package org.sluicemta.letter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.Campaign;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** A record that adds something to a letter and exposes the letter's own values. */
public interface HasLetter {
    Letter letter();

    default MessageId id() {
        return letter().id();
    }

    default TenantId tenant() {
        return letter().tenant();
    }

    default StreamId stream() {
        return letter().stream();
    }

    default @Nullable Campaign campaign() {
        return letter().campaign();
    }

    default @Nullable CampaignId campaignId() {
        Campaign campaign = campaign();
        return campaign == null ? null : campaign.id();
    }

    default @Nullable EmailAddress sender() {
        return letter().sender();
    }

    default EnvelopeOptions options() {
        return letter().options();
    }

    default MessageContent content() {
        return letter().content();
    }

    default Instant receivedAt() {
        return letter().receivedAt();
    }
}
