package org.sluicemta.smtp.listener;

import io.netty.channel.ChannelHandlerContext;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.smtp.policy.ClientRates;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.SmtpSession;

/**
 * The open connections of a listener, counted by client. Every twentieth connection is reserved for trusted networks,
 * so that others can't lock them out. When few are left, silent clients without relay rights are disconnected sooner.
 * Thread-safe.
 */
final class ClientConnections {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnections.class);
    private static final Reply TOO_MANY = Reply.of(421, "4.7.0", "Too many connections, please try again later")
            .andClose();

    private static final Reply TOO_MANY_OF_CLIENT =
            Reply.of(421, "4.7.0", "Too many connections from your address").andClose();
    private static final Reply TOO_FAST = Reply.of(
                    421, "4.7.0", "Too many connections from your address, please slow down")
            .andClose();

    private static final int KEPT_PERCENT = 5;
    private static final int STRESS_PERCENT = 80;
    /** Like Postfix's smtpd_timeout under stress. */
    private static final Duration PATIENCE_UNDER_STRESS = Duration.ofSeconds(10);

    private final Map<ChannelHandlerContext, ClientConnection> open = new ConcurrentHashMap<>();
    private final Set<ChannelHandlerContext> admitted = ConcurrentHashMap.newKeySet();
    private final Map<ChannelHandlerContext, InetAddress> clients = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> byClient = new ConcurrentHashMap<>();
    private final ClientRates rates;
    private final AtomicBoolean stressed = new AtomicBoolean();
    private volatile @Nullable CountDownLatch drained;

    /** @param rates how often a client may connect */
    ClientConnections(ClientRates rates) {
        this.rates = rates;
    }

    void opened(ChannelHandlerContext ctx, ClientConnection connection) {
        open.put(ctx, connection);
    }

    /** The refusal of another client before its greeting, if any. As many may wait as may be greeted. */
    Optional<Reply> shakeHands(SmtpSession session) {
        return isFull(open.size() - admitted.size(), session) ? Optional.of(TOO_MANY) : Optional.empty();
    }

    /** Counts a client, or refuses it when there are too many. */
    Optional<Reply> admit(ChannelHandlerContext ctx, SmtpSession session) {
        InetAddress client = session.client();
        ListenerSettings listener = session.listener();
        admitted.add(ctx);
        InetAddress before = clients.put(ctx, client);
        if (before != null) {
            leaves(before);
        }
        byClient.merge(client, 1, Integer::sum);
        notice(listener);
        // A peer that represents many clients counts once it has named one.
        boolean speaksForOthers = listener.xclient().clients().stream().anyMatch(range -> range.contains(client));
        int mostPerClient = speaksForOthers ? 0 : listener.limits().connectionsPerClient();
        if (isFull(admitted.size(), session)) {
            return Optional.of(TOO_MANY);
        }
        if (mostPerClient > 0 && byClient.getOrDefault(client, 0) > mostPerClient) {
            return Optional.of(TOO_MANY_OF_CLIENT);
        }
        if (!speaksForOthers && !rates.take(client)) {
            return Optional.of(TOO_FAST);
        }
        return Optional.empty();
    }

    private static boolean isFull(int count, SmtpSession session) {
        int most = session.listener().limits().connections();
        int kept = session.trusted() ? 0 : most * KEPT_PERCENT / 100;
        return most > 0 && count > most - kept;
    }

    /** How long a client may be silent at the moment. */
    Duration patience(SmtpSession session) {
        Duration usual = session.listener().timeout();
        boolean shorter = stressed.get() && !session.mayRelay() && usual.compareTo(PATIENCE_UNDER_STRESS) > 0;
        return shorter ? PATIENCE_UNDER_STRESS : usual;
    }

    /** Tells waiting clients when the listener becomes nearly full. */
    private void notice(ListenerSettings listener) {
        int most = listener.limits().connections();
        boolean now = most > 0 && admitted.size() > most * STRESS_PERCENT / 100;
        if (stressed.getAndSet(now) != now && now) {
            LOG.warn(
                    "Listener {} has {} of {} connections; disconnecting clients silent for {} seconds",
                    listener.name(),
                    admitted.size(),
                    most,
                    PATIENCE_UNDER_STRESS.toSeconds());
            open.forEach((ctx, connection) -> connection.hurry(ctx));
        }
    }

    void closed(ChannelHandlerContext ctx, ListenerSettings listener) {
        open.remove(ctx);
        left(ctx);
        if (admitted.remove(ctx)) {
            notice(listener);
        }
        CountDownLatch waiting = drained;
        if (waiting != null && open.isEmpty()) {
            waiting.countDown();
        }
    }

    /** Takes up a place until it is closed, but no longer counts for its client. */
    void left(ChannelHandlerContext ctx) {
        InetAddress client = clients.remove(ctx);
        if (client != null) {
            leaves(client);
        }
    }

    private void leaves(InetAddress client) {
        byClient.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
    }

    int size() {
        return open.size();
    }

    /** Ends idle sessions, gives transactions time to finish, then closes the rest. */
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
