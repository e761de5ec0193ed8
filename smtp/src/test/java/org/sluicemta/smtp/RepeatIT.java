package org.sluicemta.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.event.EventType;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;

/** What carries the same Idempotency-Key is sent once. */
class RepeatIT {
    @TempDir
    Path home;

    private static WireReply send(FrontDoorFixture server, String header) throws Exception {
        return send(server, header, "a@x.example", "b@y.example");
    }

    private static WireReply send(FrontDoorFixture server, String header, String sender, String... recipients)
            throws Exception {
        byte[] message =
                (header + "Subject: x\r\n\r\nIdempotency-Key: in the body\r\n").getBytes(StandardCharsets.UTF_8);
        return SmtpClient.deliverTo(server.address("relay"), "client.example", sender, List.of(recipients), message);
    }

    @Test
    void answersTheSameKeyWithTheFirstIdAndSendsItOnce() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL)) {
            WireReply first = send(server, "IDEMPOTENCY-key:  order-1 \r\n");
            WireReply again = send(server, "X-Y: z\r\nIdempotency-Key: order-1\r\n");
            WireReply other = send(server, "Idempotency-Key: order-2\r\n");

            assertThat(first.code()).isEqualTo(250);
            assertThat(again).isEqualTo(first);
            assertThat(other.text()).isNotEqualTo(first.text());
            assertThat(server.handOff.taken.total()).isEqualTo(2);
            assertThat(server.events.count(EventType.RECEIVED)).isEqualTo(2);
            assertThat(server.events.count(EventType.REPEATED)).isEqualTo(1);
        }
    }

    @Test
    void sendsTheSameKeyToOtherRecipientsAndFromAnotherSender() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL)) {
            String key = "Idempotency-Key: order-1\r\n";
            WireReply first = send(server, key, "a@x.example", "b@y.example", "c@y.example");
            assertThat(send(server, key, "a@x.example", "c@y.example", "b@Y.EXAMPLE"))
                    .isEqualTo(first);
            assertThat(send(server, key, "a@x.example", "d@y.example").text()).isNotEqualTo(first.text());
            assertThat(send(server, key, "a@x.example", "b@y.example").text()).isNotEqualTo(first.text());
            assertThat(send(server, key, "z@x.example", "b@y.example", "c@y.example")
                            .text())
                    .isNotEqualTo(first.text());

            assertThat(server.handOff.taken.total()).isEqualTo(4);
            assertThat(server.events.count(EventType.REPEATED)).isEqualTo(1);
        }
    }

    @Test
    void givesStrangersNoKeys() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.untrusted(home, "")) {
            String longKey = "Idempotency-Key: " + "k".repeat(900) + "\r\n " + "k".repeat(900) + "\r\n";
            for (String header : List.of("Idempotency-Key: order-1\r\n", longKey)) {
                for (int i = 0; i < 2; i++) {
                    assertThat(send(server, header, "a@x.example", "b@relayed.example")
                                    .code())
                            .isEqualTo(250);
                }
            }

            assertThat(server.handOff.taken.total()).isEqualTo(4);
            assertThat(server.events.count(EventType.REPEATED)).isZero();
        }
    }

    @Test
    void readsTheKeyOverAllItsLines() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL)) {
            WireReply first = send(server, "Idempotency-Key: order\r\n 1\r\n");
            assertThat(send(server, "Idempotency-Key:\r\n order 1\r\n")).isEqualTo(first);
            assertThat(send(server, "Idempotency-Key: order\r\n 2\r\n").text()).isNotEqualTo(first.text());
            assertThat(server.handOff.taken.total()).isEqualTo(2);
        }
    }

    @Test
    void refusesAKeyThatIsTooLong() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL)) {
            String key = "Idempotency-Key: " + "k".repeat(500) + "\r\n " + "k".repeat(499);
            assertThat(send(server, key + "\r\n").code()).isEqualTo(250);
            WireReply refused = send(server, key + "1\r\n");
            assertThat(refused.code()).isEqualTo(554);
            assertThat(refused.text()).isEqualTo("5.6.0 The Idempotency-Key field is longer than 1000 characters");
            assertThat(server.events.count(EventType.REJECTED)).isEqualTo(1);
        }
    }

    @Test
    void sendsEveryMessageWithoutAKey() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL)) {
            send(server, "Idempotency-Key:\r\n");
            send(server, "Idempotency-Key:\r\n");
            send(server, "");
            send(server, "Idempotency-Keys: a\r\n");
            send(server, "Idempotency-Keys: a\r\n");

            assertThat(server.handOff.taken.total()).isEqualTo(5);
        }
    }

    @Test
    void freesTheKeyOfAMessageThatWasNotCommitted() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL)) {
            server.handOff.failing = true;
            assertThat(send(server, "Idempotency-Key: order-1\r\n").code()).isEqualTo(451);
            server.handOff.failing = false;
            assertThat(send(server, "Idempotency-Key: order-1\r\n").code()).isEqualTo(250);
            assertThat(server.handOff.taken.total()).isEqualTo(1);
        }
    }

    @Test
    void defersTheSecondWhileTheFirstIsBeingCommitted() throws Exception {
        try (FrontDoorFixture server = FrontDoorFixture.relay(home, "", FrontDoorFixture.STAGE_ALL);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            server.handOff.gate = new CountDownLatch(1);
            Future<WireReply> one = clients.submit(() -> send(server, "Idempotency-Key: order-1\r\n"));
            Future<WireReply> two = clients.submit(() -> send(server, "Idempotency-Key: order-1\r\n"));
            Waiting.until("the answer to one of them", () -> one.isDone() || two.isDone());
            server.handOff.gate.countDown();

            assertThat(List.of(one.get().code(), two.get().code())).containsExactlyInAnyOrder(250, 451);
            assertThat(server.handOff.taken.total()).isEqualTo(1);
        }
    }
}
