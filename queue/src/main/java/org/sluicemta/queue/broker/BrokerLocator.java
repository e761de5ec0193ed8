package org.sluicemta.queue.broker;

import java.util.concurrent.Executor;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ServerLocator;

/** Sets a locator up the same way for both kinds of broker. */
final class BrokerLocator {
    private BrokerLocator() {}

    /**
     * Sends credits to the broker on the thread that took the message. The client's own pool would send them after the
     * next {@code receiveImmediate}. The broker would then report a queue with mail as empty, because the consumer has
     * no credit left, and send the mail when nobody is asking any more.
     */
    private static final Executor CREDITS_IN_ORDER = Runnable::run;

    static ServerLocator prepare(ServerLocator locator, int minLargeMessageSize, BrokerTuning tuning) {
        return prepare(locator, minLargeMessageSize, tuning, CREDITS_IN_ORDER);
    }

    static ServerLocator prepare(
            ServerLocator locator, int minLargeMessageSize, BrokerTuning tuning, Executor creditSender) {
        if (!locator.setThreadPools(
                ActiveMQClient.getGlobalThreadPool(), ActiveMQClient.getGlobalScheduledThreadPool(), creditSender)) {
            throw new IllegalStateException("the locator already has threads: " + locator);
        }
        return locator.setMinLargeMessageSize(minLargeMessageSize)
                .setCallTimeout(tuning.callTimeout().toMillis())
                .setCallFailoverTimeout(tuning.callTimeout().toMillis())
                // Without credits a send never waits for the broker in the client, so nothing can block permanently;
                // the broker's answer to a full disk is an error at commit (DiskFullMessagePolicy.FAIL).
                .setProducerWindowSize(-1)
                .setBlockOnAcknowledge(false)
                .setCacheLargeMessagesClient(false)
                .setReconnectAttempts(0)
                .setInitialConnectAttempts(1);
    }
}
