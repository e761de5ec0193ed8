package org.sluicemta.delivery;

import java.time.Duration;
import java.time.InstantSource;
import org.sluicemta.delivery.site.EgressLimits;
import org.sluicemta.queue.broker.BrokerTuning;
import org.sluicemta.queue.broker.HeapShares;

/** How time goes on a {@link Road}: its clock, and how soon its parts look after themselves. */
public record Tempo(InstantSource clock, BrokerTuning tuning, EgressLimits limits) {
    static final Tempo DEFAULTS = new Tempo(
            InstantSource.system(), tuning(Duration.ofSeconds(30), Duration.ofSeconds(1)), EgressLimits.DEFAULTS);

    /** Where all that is done now and then is done many times a second, and what is unused goes at once. */
    public static Tempo hasty(InstantSource clock) {
        EgressLimits defaults = EgressLimits.DEFAULTS;
        return new Tempo(
                clock,
                tuning(Duration.ofMillis(1), Duration.ofMillis(50)),
                new EgressLimits(
                        defaults.schedule(), Duration.ofMillis(100), Duration.ofMillis(50), defaults.faultPause()));
    }

    private static BrokerTuning tuning(Duration laneIdle, Duration census) {
        return new BrokerTuning(
                Duration.ofMillis(200), Duration.ofSeconds(10), 64, 4, HeapShares.ofThisProcess(), laneIdle, census);
    }
}
