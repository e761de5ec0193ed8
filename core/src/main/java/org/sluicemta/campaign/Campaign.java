package org.sluicemta.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The campaign of a message.
 *
 * @param deliverUntil its mail is spread over the time until then, or null if it is to leave as soon as possible
 */
public record Campaign(CampaignId id, @Nullable Instant deliverUntil) {
    /** One that is to leave as soon as possible. */
    public Campaign(CampaignId id) {
        this(id, null);
    }
}
