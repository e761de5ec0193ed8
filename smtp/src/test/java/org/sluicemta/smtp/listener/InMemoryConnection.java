package org.sluicemta.smtp.listener;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sluicemta.smtp.auth.AuthSettings;
import org.sluicemta.smtp.auth.AuthSettings.OverTls;
import org.sluicemta.smtp.auth.Mechanism;
import org.sluicemta.smtp.frame.BareLineEnds;
import org.sluicemta.smtp.listener.ListenerSettings.Limits;
import org.sluicemta.smtp.listener.ListenerSettings.TlsMode;
import org.sluicemta.smtp.policy.ClientRates;
import org.sluicemta.smtp.session.Door;
import org.sluicemta.smtp.session.SmtpSession;

/** A session without a socket; its work runs on the caller's thread. */
public final class InMemoryConnection {
    private static final ListenerSettings LISTENER = new ListenerSettings(
            "memory",
            List.of(),
            TlsMode.NONE,
            Optional.empty(),
            new AuthSettings(
                    List.of(Mechanism.SCRAM_SHA_256, Mechanism.PLAIN, Mechanism.LOGIN),
                    OverTls.NONE,
                    false,
                    Optional.empty()),
            Optional.empty(),
            100_000,
            Duration.ofMinutes(5),
            new Limits(10, 50, 10, 0, 0, 0, 0),
            Duration.ofDays(7),
            List.of(),
            ListenerSettings.Xclient.NOBODY,
            BareLineEnds.REFUSE);

    private InMemoryConnection() {}

    public static EmbeddedChannel open(Door door) {
        ClientRates unlimited = new ClientRates(0);
        Surroundings surroundings = new Surroundings(LISTENER, new Connections(unlimited), Runnable::run, null);
        InetAddress client = InetAddress.getLoopbackAddress();
        return new EmbeddedChannel(
                new SmtpConnection(new SmtpSession(LISTENER, door, unlimited, client), surroundings));
    }
}
