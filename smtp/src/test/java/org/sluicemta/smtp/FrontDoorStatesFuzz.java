package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sluicemta.smtp.listener.InMemoryConnection.Kind;

/**
 * Takes the protocol machine to a state that random input hardly finds, and goes on with random input from there. The
 * first octet names the connection and the second the state, the third says how input is cut; of the rest, an octet above
 * 127 stands for a line of a client and any other for itself. Whatever comes in: no exception, every reply well formed
 * and with its enhanced code, no memory, file or counted connection left behind, and nothing of a stranger's accepted
 * for a domain that is not ours.
 */
class FrontDoorStatesFuzz {
    private static final Pattern REPLY =
            Pattern.compile("(220|250|334|354)[ -][^\\r\\n]*|([245])\\d\\d[ -]\\2\\.\\d{1,3}\\.\\d{1,3} [^\\r\\n]*");
    private static final String MAIL = "EHLO a\r\nMAIL FROM:<a@acme.example>\r\n";
    private static final String RCPT = MAIL + "RCPT TO:<c@relayed.example>\r\n";
    private static final String LOGIN = "EHLO a\r\nAUTH PLAIN " + base64("\0acme-app\0secret") + "\r\n";
    private static final String STRICT = "EHLO a\r\nAUTH PLAIN " + base64("\0strict-app\0secret") + "\r\n";

    private static final List<String> STATES = List.of(
            "",
            "EHLO a\r\n",
            "HELO a\r\n",
            MAIL,
            "EHLO a\r\nMAIL FROM:<> SMTPUTF8 BODY=8BITMIME\r\n",
            RCPT,
            RCPT + "DATA\r\nSubject: x\r\n",
            RCPT + "DATA\r\n" + "x".repeat(70_000),
            RCPT + "DATA\r\n" + "x".repeat(70_000) + "\r\n.\r",
            RCPT + "DATA\r\n" + "y".repeat(100_100),
            RCPT + "BDAT 30\r\nSubject: x\r\n",
            RCPT + "BDAT 12\r\nSubject: x\r\n",
            RCPT + "BDAT 70000\r\n" + "z".repeat(69_990),
            "EHLO a\r\nBDAT 40\r\nabc",
            RCPT + "RCPT TO:<1@relayed.example>\r\nRCPT TO:<2@relayed.example>\r\nRCPT TO:<3@relayed.example>\r\n",
            "EHLO a\r\nAUTH PLAIN\r\n",
            "EHLO a\r\nAUTH LOGIN\r\n" + base64("acme-app") + "\r\n",
            "EHLO a\r\nAUTH CRAM-MD5\r\n",
            "EHLO a\r\nAUTH SCRAM-SHA-256 " + base64("n,,n=acme-app,r=a") + "\r\n",
            "EHLO a\r\nAUTH SCRAM-SHA-256-PLUS " + base64("p=tls-server-end-point,,n=acme-app,r=a") + "\r\n",
            "EHLO a\r\nAUTH PLAIN " + base64("\0acme-app\0wrong") + "\r\n",
            LOGIN,
            LOGIN + "MAIL FROM:<a@acme.example> HOLDFOR=60 MT-PRIORITY=3\r\nRCPT TO:<b@any.example>\r\n",
            STRICT + "MAIL FROM:<a@b.example>\r\nRCPT TO:<gone@y.example>\r\n",
            "EHLO a\r\nXCLIENT ADDR=198.51.100.9 LOGIN=acme-app\r\nEHLO b\r\n",
            "EHLO a\r\nXCLIENT ADDR=198.51.100.9\r\n" + RCPT,
            "\r\n".repeat(48),
            "EHLO a\r\n" + "x".repeat(12_280));

    private static final List<String> LINES = List.of(
            "\r\n",
            "\r\n.\r\n",
            "EHLO a\r\n",
            "HELO [127.0.0.1]\r\n",
            "MAIL FROM:<a@acme.example>\r\n",
            "MAIL FROM:<\u00fc@acme.example> SMTPUTF8 RET=FULL ENVID=+2B SIZE=9 BODY=8BITMIME\r\n",
            "MAIL FROM:<\"a b\"@acme.example> AUTH=<> MT-PRIORITY=-9 HOLDUNTIL=2026-01-01T00:00:00Z\r\n",
            "RCPT TO:<c@relayed.example>\r\n",
            "RCPT TO:<gone@y.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+2Bb@x\r\n",
            "RCPT TO:<@a,@b:c%d@relayed.example>\r\n",
            "RCPT TO:<b-good@bounce.example>\r\n",
            "DATA\r\n",
            "BDAT 3\r\nabc",
            "BDAT 0 LAST\r\n",
            "BDAT 5 LAST\r\n.\r\n.\r",
            "BDAT 999999999999999999\r\n",
            "RSET\r\n",
            "NOOP x\r\n",
            "QUIT\r\n",
            "VRFY a\r\n",
            "STARTTLS\r\n",
            "AUTH PLAIN " + base64("\0acme-app\0secret") + "\r\n",
            "AUTH PLAIN " + base64("\0acme-app\0wrong") + "\r\n",
            "AUTH LOGIN\r\n",
            "AUTH SCRAM-SHA-1 " + base64("y,a=x,n=x,r=a") + "\r\n",
            "AUTH EXTERNAL =\r\n",
            "*\r\n",
            base64("acme-app") + "\r\n",
            base64("c=biws,r=a,p=YQ==") + "\r\n",
            "XCLIENT ADDR=IPV6:::1 HELO=b PROTO=ESMTP\r\n",
            "XCLIENT ADDR=[UNAVAILABLE] LOGIN=acme-app\r\n",
            "XCLIENT NAME=x\r\n",
            "PROXY TCP4 198.51.100.8 127.0.0.1 1 2\r\n",
            "Received: x\r\n".repeat(101),
            "Idempotency-Key: k\r\n",
            "x".repeat(13_000),
            "z\r\n".repeat(25_000),
            "\0",
            "\u00ff\u00fe",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000");

    private final MachineFixture machine = fixture();

    @FuzzTest(maxDuration = "5m")
    void holdsInEveryState(byte[] input) throws Exception {
        if (input.length < 3) {
            return;
        }
        Kind kind = Kind.values()[(input[0] & 0x7F) % Kind.values().length];
        boolean overTls = kind == Kind.IMPLICIT || kind == Kind.STARTTLS && input[0] < 0;
        drive(kind, overTls, STATES.get((input[1] & 0xFF) % STATES.size()), rest(input), (input[2] & 0x3F) + 1);
    }

    private static String rest(byte[] input) {
        StringBuilder text = new StringBuilder();
        for (int i = 3; i < Math.min(input.length, 200); i++) {
            text.append(input[i] < 0 ? LINES.get((input[i] & 0x7F) % LINES.size()) : (char) input[i]);
        }
        return text.toString();
    }

    @Test
    void holdsWithEveryLineInEveryState() throws Exception {
        for (Kind kind : List.of(Kind.TRUSTED, Kind.REPAIRING, Kind.STRANGER, Kind.PROXIED)) {
            for (String state : STATES) {
                for (String line : LINES) {
                    drive(kind, false, state, line + ".\r\n", 1000);
                }
            }
        }
    }

    @Test
    void holdsOverTls() throws Exception {
        for (String state : STATES) {
            for (Kind kind : List.of(Kind.STARTTLS, Kind.IMPLICIT)) {
                drive(kind, true, state, "STARTTLS\r\nNOOP\r\n.\r\nQUIT\r\n", 1000);
            }
        }
    }

    @Test
    void leavesNothingBehindWhereverTheClientGoes() throws Exception {
        String data = RCPT + "DATA\r\nSubject: x\r\n\r\n..\r\n.\r\n";
        String chunks = RCPT + "BDAT 12\r\nSubject: x\r\nBDAT 5 LAST\r\n\r\nx\r\n";
        String login = LOGIN + "MAIL FROM:<a@acme.example>\r\nRCPT TO:<b@any.example>\r\nDATA\r\nx\r\n.\r\n";
        String waiting = "EHLO a\r\n" + ("AUTH PLAIN " + base64("\0acme-app\0wrong") + "\r\n").repeat(2);
        for (String talk : List.of(data, chunks, login, waiting)) {
            for (int length = 0; length <= talk.length(); length++) {
                drive(Kind.STRANGER, false, talk.substring(0, length), "", 1000);
            }
        }
        for (int length : new int[] {65_000, 70_000, 100_050}) {
            drive(Kind.STRANGER, false, RCPT + "DATA\r\n" + "x".repeat(length), "", 7);
            drive(Kind.STRANGER, false, RCPT + "BDAT 200000\r\n" + "x".repeat(length), "", 7);
        }
    }

    private void drive(Kind kind, boolean overTls, String state, String rest, int pieces) throws Exception {
        try (Talk talk = new Talk(machine.channel(kind))) {
            if (kind == Kind.PROXIED) {
                talk.say("PROXY TCP4 198.51.100.8 127.0.0.1 1 2\r\n", 1000);
            }
            if (overTls && kind == Kind.STARTTLS) {
                talk.say("EHLO a\r\nSTARTTLS\r\n", 1000);
            }
            if (overTls) {
                talk.encrypt();
            }
            if (kind != Kind.IMPLICIT || overTls) {
                assertThat(talk.heard()).startsWith("220 ");
            }
            talk.say(state, 100_000);
            talk.say(rest, pieces);
            if (!talk.heard().isEmpty()) {
                assertThat(talk.heard().split("\r\n"))
                        .allMatch(line -> REPLY.matcher(line).matches());
            }
        }
        assertThat(machine.memoryInUse()).isZero();
        assertThat(machine.files()).isZero();
    }

    private static MachineFixture fixture() {
        try {
            return new MachineFixture();
        } catch (Exception e) {
            throw new IllegalStateException("the machine cannot be set up", e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
    }

    /** The client's side of a connection in memory, in clear or over TLS. */
    private static final class Talk implements AutoCloseable {
        private final EmbeddedChannel server;
        private final StringBuilder heard = new StringBuilder();
        private @Nullable EmbeddedChannel tls;

        Talk(EmbeddedChannel server) {
            this.server = server;
            listen();
        }

        void encrypt() throws Exception {
            tls = new EmbeddedChannel(TlsPeer.handler());
            listen();
        }

        void say(String text, int pieces) {
            for (int from = 0; from < text.length() && server.isOpen(); from += pieces) {
                int to = Math.min(text.length(), from + pieces);
                ByteBuf piece = Unpooled.copiedBuffer(text.substring(from, to), ISO_8859_1);
                EmbeddedChannel peer = tls;
                if (peer == null) {
                    server.writeInbound(piece);
                } else {
                    peer.writeOutbound(piece);
                }
                listen();
                // A reply that is held back comes now.
                server.advanceTimeBy(20, TimeUnit.SECONDS);
                server.runScheduledPendingTasks();
                server.runPendingTasks();
                listen();
            }
        }

        /** Carries octets both ways until neither side has more to say. */
        private void listen() {
            boolean more = true;
            while (more) {
                more = false;
                for (ByteBuf out = server.readOutbound(); out != null; out = server.readOutbound()) {
                    more = true;
                    hear(out);
                }
                EmbeddedChannel peer = tls;
                if (peer != null) {
                    more |= answer(peer);
                }
            }
        }

        /** Carries what TLS on our side says to the server; whether that was anything. */
        private boolean answer(EmbeddedChannel peer) {
            boolean any = false;
            for (ByteBuf out = peer.readOutbound(); out != null; out = peer.readOutbound()) {
                any = true;
                if (server.isOpen()) {
                    server.writeInbound(out);
                } else {
                    out.release();
                }
            }
            for (ByteBuf in = peer.readInbound(); in != null; in = peer.readInbound()) {
                heard.append(in.toString(ISO_8859_1));
                in.release();
            }
            return any;
        }

        private void hear(ByteBuf out) {
            EmbeddedChannel peer = tls;
            if (peer == null) {
                heard.append(out.toString(ISO_8859_1));
                out.release();
            } else if (peer.isOpen()) {
                peer.writeInbound(out);
            } else {
                out.release();
            }
        }

        /** All that was heard; of TLS that nobody answers, nothing that is text. */
        String heard() {
            return heard.indexOf("\u0015\u0003") == 0 ? "" : heard.toString();
        }

        @Override
        public void close() {
            server.finishAndReleaseAll();
            server.checkException();
            EmbeddedChannel peer = tls;
            if (peer != null) {
                peer.finishAndReleaseAll();
            }
        }
    }
}
