package org.sluicemta.smtp.listener;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluicemta.network.IpRange;
import org.sluicemta.smtp.auth.AuthSettings;
import org.sluicemta.smtp.auth.AuthSettings.OverTls;
import org.sluicemta.smtp.auth.Mechanism;
import org.sluicemta.smtp.auth.TokenSettings;
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
            auth(),
            Optional.empty(),
            100_000,
            Duration.ofMinutes(5),
            new Limits(10, 50, 10, 0, 0, 0, 0),
            Duration.ofDays(7),
            List.of(),
            new ListenerSettings.Xclient(List.of(IpRange.parse("127.0.0.0/8")), true),
            BareLineEnds.REFUSE);

    private InMemoryConnection() {}

    /** Every mechanism; those for tokens find no keys. */
    public static AuthSettings auth() {
        TokenSettings tokens = new TokenSettings(
                "https://login.example.org/",
                Set.of("mail"),
                new TokenSettings.KeySet.InFile(Path.of("no-such-keys.json")),
                TokenSettings.USUAL_ALGORITHMS,
                TokenSettings.USUAL_LEEWAY,
                "sub",
                Optional.empty(),
                Optional.empty());
        return new AuthSettings(List.of(Mechanism.values()), OverTls.NONE, false, Optional.of(tokens));
    }

    public static EmbeddedChannel open(Door door) {
        ClientRates unlimited = new ClientRates(0);
        Surroundings surroundings = new Surroundings(LISTENER, new Connections(unlimited), Runnable::run, null);
        InetAddress client = InetAddress.getLoopbackAddress();
        return new EmbeddedChannel(
                new SmtpConnection(new SmtpSession(LISTENER, door, unlimited, client), surroundings));
    }
}
