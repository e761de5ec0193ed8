package org.sluicemta.routes.broker;

import org.apache.activemq.artemis.api.core.client.ServerLocator;

/** Sets a locator up the same way for both kinds of broker. */
final class BrokerLocator {
    private BrokerLocator() {}

    static ServerLocator prepare(ServerLocator locator, int minLargeMessageSize, BrokerTuning tuning) {
        return locator.setMinLargeMessageSize(minLargeMessageSize)
                .setCallTimeout(tuning.callTimeout().toMillis())
                .setCallFailoverTimeout(tuning.callTimeout().toMillis())
                // Without credits a send never waits for the broker in the client, so nothing can block for good; the
                // broker's answer to a full disk is an error at commit (DiskFullMessagePolicy.FAIL).
                .setProducerWindowSize(-1)
                .setBlockOnAcknowledge(false)
                .setCacheLargeMessagesClient(false)
                .setReconnectAttempts(0)
                .setInitialConnectAttempts(1);
    }
}
