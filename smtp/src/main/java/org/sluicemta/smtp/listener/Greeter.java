package org.sluicemta.smtp.listener;

import io.netty.channel.ChannelHandlerContext;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.smtp.conduct.Admission;
import org.sluicemta.smtp.conduct.Rejections;
import org.sluicemta.smtp.metrics.FrontDoorMetrics;
import org.sluicemta.smtp.reply.Reply;
import org.sluicemta.smtp.session.SmtpSession;

/** The beginning and end of a session: who is greeted and who is refused, first of all by the listener's limits. */
@Singleton
final class Greeter {
    private final String hostName;
    private final Admission admission;
    private final Rejections rejections;
    private final FrontDoorMetrics metrics;

    @Inject
    Greeter(ServerSettings settings, Admission admission, Rejections rejections, FrontDoorMetrics metrics) {
        this.hostName = settings.hostName();
        this.admission = admission;
        this.rejections = rejections;
        this.metrics = metrics;
    }

    /**
     * Whether TLS may start before the greeting. A client with too many handshakes gets no reply, because there is no
     * TLS yet.
     */
    boolean mayShakeHands(SmtpSession session, ClientConnections connections) {
        Optional<Reply> refused = connections
                .shakeHands(session)
                .map(full -> rejections.record(session, full))
                .or(() -> admission.handshake(session));
        if (refused.isPresent()) {
            metrics.connected(session.listener().name(), false);
        }
        return refused.isEmpty();
    }

    /** The greeting, or the refusal that ends the connection. */
    Reply greet(SmtpSession session, ChannelHandlerContext ctx, ClientConnections connections) {
        session.beGreeted();
        Optional<Reply> refused = connections
                .admit(ctx, session)
                .map(full -> rejections.record(session, full))
                .or(() -> admission.admit(session));
        metrics.connected(session.listener().name(), refused.isEmpty());
        return refused.orElseGet(() -> Reply.plain(220, hostName + " ESMTP Sluice"));
    }

    /** After a handshake nobody is logged in any more. */
    void tlsStarted(SmtpSession session) {
        admission.loggedOut(session);
    }

    /** The last reply to a client that takes too long. */
    Reply timedOut(SmtpSession session, String why) {
        return rejections.record(
                session, Reply.of(421, "4.4.2", hostName + " Error: " + why).andClose());
    }

    /** The connection is closed. */
    void leave(SmtpSession session) {
        session.reset();
        admission.release(session);
    }
}
