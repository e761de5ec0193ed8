package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sluicemta.gateway.GatewayFixture.content;
import static org.sluicemta.gateway.GatewayFixture.message;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.FreePort;

/** Against a server that no one here wrote, where it is installed: Postfix's smtp-sink. Prints the rate. */
class SmtpSinkProgramIT {
    private static final Path PROGRAM = Path.of("/usr/sbin/smtp-sink");
    private static final int MESSAGES = 2_000;

    /** As root, smtp-sink wants to be told who to be instead. */
    private static List<String> command(int port) {
        boolean root =
                ProcessHandle.current().info().user().filter("root"::equals).isPresent();
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(root ? List.of("-u", "nobody") : List.of());
        command.addAll(List.of("127.0.0.1:" + port, "100"));
        return command;
    }

    /** smtp-sink says nothing when it listens. */
    private static void awaitListening(Process sink, int port) throws Exception {
        Waiting.until("an smtp-sink that listens or has ended", () -> !sink.isAlive() || isListening(port));
        if (!sink.isAlive()) {
            throw new IOException(
                    "smtp-sink ended: " + new String(sink.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    private static boolean isListening(int port) {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void deliversThousandsOverTwentyConnections() throws Exception {
        assumeTrue(DebianTools.areThere(DebianTools.SMTP_SINK), DebianTools.missingText(DebianTools.SMTP_SINK));
        try (FreePort port = FreePort.onLoopback()) {
            deliverThousandsTo(port.number());
        }
    }

    private static void deliverThousandsTo(int port) throws Exception {
        Process sink =
                new ProcessBuilder(command(port)).redirectErrorStream(true).start();
        try (GatewayFixture fixture = new GatewayFixture(port)) {
            awaitListening(sink, port);
            fixture.limits(limits -> limits.perConnection(1000).timeouts(GatewayFixture.all(Duration.ofSeconds(30))));
            deliver(fixture, MESSAGES);
            long started = System.nanoTime();
            int delivered = deliver(fixture, MESSAGES);
            double seconds = (System.nanoTime() - started) / 1e9;

            System.out.printf(Locale.ROOT, "smtp-sink took %.0f messages/s%n", delivered / seconds);
            assertThat(delivered).isEqualTo(MESSAGES);
        } finally {
            sink.destroy();
            sink.waitFor();
        }
    }

    private static int deliver(GatewayFixture fixture, int count) throws InterruptedException {
        OutboundMessage message =
                message(EnvelopeOptions.NONE, content("Subject: x\r\n\r\n" + "x".repeat(4000)), "a@example.org");
        AtomicInteger delivered = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            var unused = fixture.takeSlot(SiteId.OTHER).deliver(message).whenComplete((outcomes, bug) -> {
                if (outcomes != null && outcomes.getFirst().outcome() instanceof Delivered) {
                    delivered.incrementAndGet();
                }
                done.countDown();
            });
        }
        assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
        return delivered.get();
    }
}
