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
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;

/** What carries the same Idempotency-Key is sent once. */
class RepeatIT {
    @TempDir
    Path home;

    private static WireReply send(FrontDoorFixture server, String header) throws Exception {
        byte[] message =
                (header + "Subject: x\r\n\r\nIdempotency-Key: in the body\r\n").getBytes(StandardCharsets.UTF_8);
        return SmtpClient.deliverTo(
                server.address("relay"), "client.example", "a@x.example", List.of("b@y.example"), message);
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
            while (!one.isDone() && !two.isDone()) {
                Thread.onSpinWait();
            }
            server.handOff.gate.countDown();

            assertThat(List.of(one.get().code(), two.get().code())).containsExactlyInAnyOrder(250, 451);
            assertThat(server.handOff.taken.total()).isEqualTo(1);
        }
    }
}
