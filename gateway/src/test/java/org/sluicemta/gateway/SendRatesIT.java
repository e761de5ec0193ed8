package org.sluicemta.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkOptions;
import org.sluicemta.testing.smtp.SmtpSink;

/** New connections, bytes and recipients, as the sink counts them. */
class SendRatesIT {
    private final SmtpSink sink = SmtpSink.start(SinkOptions.onLoopback());
    private final GatewayFixture fixture = new GatewayFixture(sink.port());

    @AfterEach
    void close() {
        fixture.close();
        sink.close();
    }

    private Duration deliverAll(int count, String content) throws Exception {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(fixture.takeSlot(SiteId.OTHER)
                    .deliver(GatewayFixture.message(
                            EnvelopeOptions.NONE, GatewayFixture.content(content), "u" + i + "@example.org"))
                    .toCompletableFuture());
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        List<ReceivedMessage> seen = sink.messages();
        assertThat(seen).hasSize(count);
        return Duration.between(seen.getFirst().receivedAt(), seen.getLast().receivedAt());
    }

    @Test
    void opensNoMoreConnectionsThanASecondAllows() throws Exception {
        fixture.limits(limits -> limits.perConnection(1)).rates(10, 0);

        assertThat(deliverAll(25, "Subject: x\r\n\r\nHello.\r\n")).isGreaterThan(Duration.ofSeconds(1));
        assertThat(sink.counts().connections()).isEqualTo(25);
    }

    @Test
    void sendsManyMessagesOverTheConnectionsItHas() throws Exception {
        fixture.rates(1, 0);

        assertThat(deliverAll(200, "Subject: x\r\n\r\nHello.\r\n")).isLessThan(Duration.ofSeconds(15));
        assertThat(sink.counts().connections()).isLessThan(17);
    }

    @Test
    void sendsNoMoreBytesThanASecondAllows() throws Exception {
        fixture.rates(0, 100_000);

        assertThat(deliverAll(20, "Subject: x\r\n\r\n" + "0123456789 \r\n".repeat(1_000)))
                .isGreaterThan(Duration.ofMillis(2_000));
    }

    @Test
    void splitsATransactionAtTheLimitOfRecipients() {
        fixture.limits(limits -> limits.recipients(2));
        String[] five =
                IntStream.range(0, 5).mapToObj(i -> "u" + i + "@example.org").toArray(String[]::new);

        assertThat(fixture.deliver(GatewayFixture.message(five)))
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.outcome()).isInstanceOf(Delivered.class));
        assertThat(sink.messages())
                .extracting(message -> message.recipients().size())
                .containsExactly(2, 2, 1);
    }
}
