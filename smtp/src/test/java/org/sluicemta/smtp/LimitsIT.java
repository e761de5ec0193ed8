package org.sluicemta.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.EventType;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SmtpClient;

/** Connections, silence, slow drips and the end of the server. */
class LimitsIT {
    @TempDir
    Path home;

    @Test
    void saysGoodbyeToASilentClientAfterTheConfiguredTime() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(
                        home, "<connectiontimeout>1</connectiontimeout>", FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.greeted()) {
            long before = System.nanoTime();
            assertThat(client.expect(421).text()).startsWith("4.4.2");
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(800), Duration.ofSeconds(30));
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void admitsAsManyConnectionsOfAClientAsSaid() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(
                        home, "<connectionLimitPerIP>2</connectionLimitPerIP>", FrontDoorFixture.STAGE_ALL);
                SmtpClient first = server.client();
                SmtpClient second = server.client()) {
            try (SmtpClient third = SmtpClient.connect(server.address("relay"))) {
                assertThat(third.expect(421).text()).startsWith("4.7.0");
                assertThat(third.isClosedByServer()).isTrue();
            }
            first.expect(221, "QUIT");
            assertThat(first.isClosedByServer()).isTrue();
            second.expect(250, "NOOP");
            server.client().close();
        }
    }

    @Test
    void slowsAClientDownThatSendsTooMuch() throws Exception {
        String limit = "<limits><messagesPerMinute>2</messagesPerMinute></limits>";
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, limit, FrontDoorFixture.STAGE_ALL);
                SmtpClient client = server.greeted()) {
            for (int i = 0; i < 2; i++) {
                client.expect(250, "MAIL FROM:<a@x.example>");
                client.expect(250, "RSET");
            }
            assertThat(client.expect(450, "MAIL FROM:<a@x.example>").text()).startsWith("4.7.1");
            assertThat(server.events.count(EventType.REJECTED)).isEqualTo(1);
            assertThat(server.registry.getSampleValue(
                            "sluice_smtp_rejections_total",
                            new String[] {"listener", "status"},
                            new String[] {"relay", "4.7.1"}))
                    .isEqualTo(1);
        }
    }

    @Test
    void holdsManyIdleClientsWhileMailGoesThrough() throws Exception {
        List<SmtpClient> idle = new ArrayList<>();
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL)) {
            for (int i = 0; i < 500; i++) {
                idle.add(server.client());
            }
            try (SmtpClient client = server.greeted()) {
                for (int i = 0; i < 50; i++) {
                    byte[] message = "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);
                    assertThat(client.deliver("a@x.example", List.of("b@y.example"), message)
                                    .code())
                            .isEqualTo(250);
                }
            }
            for (SmtpClient client : idle) {
                client.close();
            }
        }
    }

    @Test
    void finishesATransactionInFlightWhenItStops() throws Exception {
        FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL);
        server.handOff.gate = new CountDownLatch(1);
        try (SmtpClient waiting = server.greeted();
                SmtpClient idle = server.greeted()) {
            waiting.expect(250, "MAIL FROM:<a@x.example>");
            waiting.expect(250, "RCPT TO:<b@y.example>");
            waiting.expect(354, "DATA");
            waiting.send("Subject: x", "", ".");
            server.handOff.begun.await(1, Waiting.PATIENCE);
            Thread stopping = Thread.ofVirtual().start(() -> server.door.stop(Duration.ofSeconds(10)));
            assertThat(idle.expect(421).text()).startsWith("4.3.2");
            server.handOff.gate.countDown();
            assertThat(waiting.expect(250).text()).contains("queued as");
            assertThat(waiting.expect(421).text()).startsWith("4.3.2");
            stopping.join();
        }
        assertThat(server.handOff.taken.total()).isEqualTo(1);
    }
}
