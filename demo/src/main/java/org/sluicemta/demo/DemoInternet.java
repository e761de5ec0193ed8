package org.sluicemta.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.sluicemta.testing.dns.FakeDns;
import org.sluicemta.testing.mail.Mailbox;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.smtp.WireReply;

/**
 * Everybody else: {@code inbox.example} keeps mail in a real mailbox, {@code remote.example} accepts and notes who
 * delivered, puts off one recipient once and refuses another. All on loopback addresses, on one port, found by MX.
 */
final class DemoInternet implements AutoCloseable {
    static final String BOUNCE_DOMAIN = "bounce.sluice.example";
    static final String PUT_OFF = "busy@remote.example";
    static final String UNKNOWN = "nobody@remote.example";

    private static final String REMOTE_ADDRESS = "127.0.0.11";
    private static final String INBOX_ADDRESS = "127.0.0.10";

    private final FakeDns dns;
    private final SmtpSink remote;
    private final Mailbox inbox;

    private DemoInternet(FakeDns dns, SmtpSink remote, Mailbox inbox) {
        this.dns = dns;
        this.remote = remote;
        this.inbox = inbox;
    }

    static DemoInternet start() {
        SmtpSink remote = SmtpSink.start(
                SinkOptions.onLoopback().withAddresses(REMOTE_ADDRESS).withHostName("mx.remote.example"));
        remote.script(SinkScript.of(
                SinkRule.at(SinkPhase.RCPT).recipient(PUT_OFF).first(1).answer(451, "4.7.1 Greylisted, come back soon"),
                SinkRule.at(SinkPhase.RCPT).recipient(UNKNOWN).answer(550, "5.1.1 No such user here")));
        Mailbox inbox = Mailbox.start(INBOX_ADDRESS, remote.port());
        FakeDns dns = FakeDns.start()
                .mx("inbox.example", 10, "mx.inbox.example")
                .a("mx.inbox.example", INBOX_ADDRESS)
                .mx("acme.example", 10, "mx.inbox.example")
                .mx("remote.example", 10, "mx.remote.example")
                .a("mx.remote.example", REMOTE_ADDRESS)
                .mx(BOUNCE_DOMAIN, 10, "mx.sluice.example")
                .a("mx.sluice.example", "127.0.0.1");
        return new DemoInternet(dns, remote, inbox);
    }

    FakeDns dns() {
        return dns;
    }

    SmtpSink remote() {
        return remote;
    }

    Mailbox inbox() {
        return inbox;
    }

    /** Port of all mail exchangers. */
    int port() {
        return remote.port();
    }

    /** Sends as remote.example's outbound server does: from its own address, which nobody trusts. */
    WireReply sendFromRemote(InetSocketAddress server, String mailFrom, String recipient, byte[] message)
            throws IOException {
        try (SmtpClient client = SmtpClient.connect(server, Optional.of(InetAddress.getByName(REMOTE_ADDRESS)))) {
            client.readReply();
            client.expect(250, "EHLO mx.remote.example");
            return client.deliver(mailFrom, List.of(recipient), message);
        }
    }

    @Override
    public void close() {
        inbox.close();
        remote.close();
        dns.close();
    }
}
