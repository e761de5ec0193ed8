package org.sluicemta.delivery.site;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.sluicemta.delivery.schedule.CampaignWatch;
import org.sluicemta.delivery.schedule.PacedCampaign;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.lane.Lanes;

/** The campaigns of all sites that are being spread over time. Thread-safe. */
@Singleton
public final class PacedCampaigns implements CampaignWatch<LaneMail> {
    private static final int MANY = 1_000;

    private final Lanes lanes;
    private final InstantSource clock;
    private final ConcurrentHashMap<LaneName, PacedCampaign> byLane = new ConcurrentHashMap<>();

    @Inject
    PacedCampaigns(Lanes lanes, InstantSource clock) {
        this.lanes = lanes;
        this.clock = clock;
    }

    /** How the campaign of a lane is spread; empty if it isn't. */
    public Optional<PacedCampaign> of(LaneName lane) {
        return Optional.ofNullable(byLane.get(lane)).filter(this::isNow);
    }

    private boolean isNow(PacedCampaign paced) {
        return clock.instant().isBefore(paced.until());
    }

    @Override
    public long waiting(LaneMail mail) {
        return Math.max(1, lanes.waiting(mail.ownLane()));
    }

    @Override
    public void spread(LaneName lane, @Nullable PacedCampaign paced) {
        if (paced == null) {
            byLane.remove(lane);
            return;
        }
        byLane.put(lane, paced);
        if (byLane.size() > MANY) {
            byLane.values().removeIf(each -> !isNow(each)); // those whose mail an operator removed
        }
    }
}
