package org.sluicemta.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SmtpClient;

/** Clients that ask too much: long lines, many recipients, octets that no command holds, handshakes that never end. */
class HardClientsIT {
    @TempDir
    Path home;

    @Test
    void answersALineOf64KibibytesAndStaysInStep() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.greeted()) {
            client.sendRaw(("MAIL FROM:<" + "a".repeat(64 * 1024) + "@x.example>\r\nNOOP\r\n").getBytes(US_ASCII));
            assertThat(client.expect(500).text()).startsWith("5.5.2");
            client.expect(250);
        }
    }

    @Test
    void answersCommandsOfNonsenseUntilThereAreTooMany() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(
                        home,
                        "<limits><badCommands>8</badCommands></limits><strict>true</strict>",
                        FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.client()) {
            for (String bad : List.of(
                    "\u00ff\u00fe\u0080", "EHL\u00d6 x", "EHLO \u0001", "EHLO a b", "EHLO <x>", "EHLO [1.2.3]", "\t")) {
                client.sendRaw((bad + "\r\n").getBytes(ISO_8859_1));
                assertThat(client.readReply().code()).as(bad).isBetween(500, 502);
            }
            assertThat(client.expect(421, "EHLO ").text()).startsWith("4.7.0 Too many errors");
        }
    }

    @Test
    void takesAsManyRecipientsAsTheListenerSaysAndNotOneMore() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(
                        home, "<limits><recipients>10000</recipients></limits>", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@x.example>");
            Thread sending = Thread.ofVirtual().start(() -> sendRecipients(client, 10_001));
            for (int i = 0; i < 10_000; i++) {
                client.expect(250);
            }
            assertThat(client.expect(452).text()).startsWith("4.5.3");
            sending.join();
            client.expect(354, "DATA");
            client.sendRaw("Subject: x\r\n\r\nx\r\n.\r\n".getBytes(US_ASCII));
            client.expect(250);
            assertThat(server.handOff.taken.all().getFirst().envelope().recipients())
                    .hasSize(10_000);
        }
    }

    private static void sendRecipients(SmtpClient client, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("RCPT TO:<r").append(i).append("@y.example>\r\n");
        }
        try {
            client.sendRaw(lines.toString().getBytes(US_ASCII));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void doesNotListenToAClientThatDoesNotRead() throws Exception {
        byte[] commands = "NOOP\r\n".repeat(10_000).getBytes(US_ASCII);
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL);
                SocketChannel client = SocketChannel.open(server.address("relay"));
                Selector selector = Selector.open()) {
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_WRITE);
            long sent = 0;
            ByteBuffer rest = ByteBuffer.wrap(commands);
            while (sent < 40_000_000 && selector.select(3_000) > 0) {
                selector.selectedKeys().clear();
                sent += client.write(rest);
                rest = rest.hasRemaining() ? rest : ByteBuffer.wrap(commands);
            }
            // What the buffers of both ends of the connection hold, which is some megabytes.
            assertThat(sent).isLessThan(40_000_000);
            client.register(selector, SelectionKey.OP_READ);
            assertThat(replies(client, selector, sent / 6)).isEqualTo(sent / 6);
        }
    }

    /** Reads until so many lines have come, or no more come. */
    private static long replies(SocketChannel client, Selector selector, long expected) throws Exception {
        ByteBuffer octets = ByteBuffer.allocate(1 << 16);
        long lines = 0;
        while (lines <= expected && selector.select(20_000) > 0) {
            selector.selectedKeys().clear();
            octets.clear();
            int length = client.read(octets);
            for (int i = 0; i < length; i++) {
                lines += octets.get(i) == '\n' ? 1 : 0;
            }
        }
        return lines - 1; // the greeting
    }

    @Test
    void endsTheSessionOfAClientThatDoesNotReadInTime() throws Exception {
        byte[] commands = "NOOP\r\n".repeat(10_000).getBytes(US_ASCII);
        try (FrontDoorFixture server = FrontDoorFixture.relay(
                        home, "<connectiontimeout>2</connectiontimeout>", FrontDoorFixture.STAGE_ALL);
                Socket client = new Socket()) {
            client.setReceiveBufferSize(4096);
            client.connect(server.address("relay"));
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            client.getOutputStream().write(commands);
                        }
                    })
                    .isInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void endsHandshakesThatStayHalfOpenWhileOthersGetThrough() throws Exception {
        String implicit = FrontDoorFixture.listener(
                "tls", "<connectiontimeout>2</connectiontimeout>" + FrontDoorFixture.tls("socketTLS"));
        List<Socket> halfOpen = new ArrayList<>();
        try (FrontDoorFixture server =
                FrontDoorFixture.listeners(home, implicit, FrontDoorFixture.listener("relay", ""))) {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket(
                        server.address("tls").getAddress(),
                        server.address("tls").getPort());
                socket.setSoTimeout(30_000);
                // The first octets of a ClientHello, and then nothing.
                socket.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01});
                halfOpen.add(socket);
            }
            server.client().close();
            for (Socket socket : halfOpen) {
                assertThat(socket.getInputStream().readAllBytes().length).isLessThan(100);
                socket.close();
            }
            // The last ones are closed on their own event loops.
            Waiting.until("the end of all connections", () -> connections(server) == 0);
        }
    }

    private static double connections(FrontDoorFixture server) {
        return server.registry.getSampleValue(
                "sluice_smtp_connections", new String[] {"listener"}, new String[] {"tls"});
    }

    @Test
    void holdsIdleClientsWithoutAThreadOrAFileForEach() throws Exception {
        List<SmtpClient> idle = new ArrayList<>();
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL)) {
            server.client().close();
            int before = Thread.activeCount();
            for (int i = 0; i < 300; i++) {
                SmtpClient client = server.greeted();
                client.send("MAIL FROM:<a@x.example>", "RCPT TO:<b@y.example>", "DATA", "Subject: waits");
                client.expect(250);
                client.expect(250);
                client.expect(354);
                idle.add(client);
            }
            assertThat(Thread.activeCount()).isLessThan(before + 20);
            assertThat(files()).isZero();
            for (SmtpClient client : idle) {
                client.reset();
            }
            assertThat(files()).isZero();
        }
    }

    private long files() throws Exception {
        try (Stream<Path> files = Files.list(home.resolve("data/receiving"))) {
            return files.count();
        }
    }
}
