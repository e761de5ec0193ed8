package org.sluicemta.queue.broker;

import java.time.Duration;

/**
 * Settings that operators don't need and tests shorten.
 *
 * @param expiryScan how often the broker looks for expired mail
 * @param callTimeout longest wait for a reply from the broker; a commit that takes longer counts as failed
 * @param sendSessions sessions that can commit accepted mail at the same time
 * @param connections connections that these sessions share
 * @param heap share of the heap for mail
 * @param laneIdle a lane that has been empty and unused for this long is removed
 * @param census how often all queues are listed, for those that can't rely on signals alone
 */
public record BrokerTuning(
        Duration expiryScan,
        Duration callTimeout,
        int sendSessions,
        int connections,
        HeapShares heap,
        Duration laneIdle,
        Duration census) {
    public static final BrokerTuning DEFAULTS = new BrokerTuning(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            64,
            4,
            HeapShares.ofThisProcess(),
            Duration.ofMinutes(2),
            Duration.ofSeconds(10));

    public BrokerTuning {
        if (sendSessions < 1 || connections < 1) {
            throw new IllegalArgumentException(
                    "sessions and connections must be at least 1, got " + sendSessions + " and " + connections);
        }
    }
}
