package org.sluicemta.smtp.listener;

import io.netty.channel.ChannelHandlerContext;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sluicemta.smtp.policy.ClientRates;
import org.sluicemta.smtp.session.Reply;

/** The open connections of a listener, counted by client. Thread-safe. */
final class Connections {
    private static final Reply TOO_MANY = Reply.of(421, "4.7.0", "Too many connections, please try again later")
            .andClose();

    private final Map<ChannelHandlerContext, SmtpConnection> open = new ConcurrentHashMap<>();
    private final Map<ChannelHandlerContext, InetAddress> admitted = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> byClient = new ConcurrentHashMap<>();
    private final ClientRates rates;
    private volatile @Nullable CountDownLatch drained;

    /** @param rates how often a client may connect */
    Connections(ClientRates rates) {
        this.rates = rates;
    }

    void opened(ChannelHandlerContext ctx, SmtpConnection connection) {
        open.put(ctx, connection);
    }

    /** The refusal of one more client that is not greeted yet, or null: as many may wait as may be greeted. */
    @Nullable
    Reply shakeHands(ListenerSettings listener) {
        int most = listener.limits().connections();
        return most > 0 && open.size() - admitted.size() > most ? TOO_MANY : null;
    }

    /** Counts a client in; the refusal when there are too many, or null. */
    @Nullable
    Reply admit(ChannelHandlerContext ctx, InetAddress client, ListenerSettings listener) {
        InetAddress before = admitted.put(ctx, client);
        if (before != null) {
            leaves(before);
        }
        byClient.merge(client, 1, Integer::sum);
        int most = listener.limits().connections();
        // A peer that speaks for many counts once it has said for whom.
        boolean speaksForOthers = listener.xclient().clients().stream().anyMatch(range -> range.contains(client));
        int mostPerClient = speaksForOthers ? 0 : listener.limits().connectionsPerClient();
        if (most > 0 && admitted.size() > most) {
            return TOO_MANY;
        }
        if (mostPerClient > 0 && byClient.getOrDefault(client, 0) > mostPerClient) {
            return Reply.of(421, "4.7.0", "Too many connections from your address")
                    .andClose();
        }
        if (!speaksForOthers && !rates.take(client)) {
            return Reply.of(421, "4.7.0", "Too many connections from your address, please slow down")
                    .andClose();
        }
        return null;
    }

    void closed(ChannelHandlerContext ctx) {
        open.remove(ctx);
        InetAddress client = admitted.remove(ctx);
        if (client != null) {
            leaves(client);
        }
        CountDownLatch waiting = drained;
        if (waiting != null && open.isEmpty()) {
            waiting.countDown();
        }
    }

    private void leaves(InetAddress client) {
        byClient.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
    }

    int size() {
        return open.size();
    }

    /** Ends idle sessions, lets transactions finish for a while, and then closes what is left. */
    void drain(Duration bound) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        drained = latch;
        open.forEach((ctx, connection) -> connection.stop(ctx));
        if (!open.isEmpty()) {
            latch.await(bound.toMillis(), TimeUnit.MILLISECONDS);
        }
        open.keySet().forEach(ChannelHandlerContext::close);
    }
}
