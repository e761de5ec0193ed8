package org.sluicemta.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.admission.AdmissionSettings;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.settings.ChainSettings;
import org.sluicemta.settings.SmtpSettings;
import org.sluicemta.stream.StreamId;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;

/** When the disk gets full, marketing waits first, and only then everyone. The mark is 80 and 90 percent. */
class AdmissionIT {
    private static final SmtpSettings MARKETING_FIRST = new SmtpSettings(
            ClientLimits.DEFAULTS,
            new AdmissionSettings(Set.of(new StreamId("marketing")), 5, 92, 7, 0, 20),
            "Idempotency-Key",
            ChainSettings.DEFAULTS);

    @TempDir
    Path home;

    private FrontDoorFixture start() throws Exception {
        return FrontDoorFixture.ruled(
                home,
                MARKETING_FIRST,
                true,
                FrontDoorFixture.listener("relay", ""),
                FrontDoorFixture.listener("mkg", "<stream>marketing</stream>"));
    }

    private static void disk(FrontDoorFixture server, double percent) {
        server.diskUse = percent;
        server.pressure.measure();
    }

    private static WireReply send(FrontDoorFixture server, String listener, String header) throws Exception {
        byte[] message = (header + "Subject: x\r\n\r\nx\r\n").getBytes(StandardCharsets.US_ASCII);
        return SmtpClient.deliverTo(
                server.address(listener), "client.example", "a@x.example", List.of("b@y.example"), message);
    }

    @Test
    void letsEveryoneInWhileThereIsRoom() throws Exception {
        try (FrontDoorFixture server = start()) {
            disk(server, 79);
            assertThat(send(server, "mkg", "").code()).isEqualTo(250);
            assertThat(send(server, "relay", "").code()).isEqualTo(250);
        }
    }

    @Test
    void defersMarketingAtMailWhereTheListenerSaysIt() throws Exception {
        try (FrontDoorFixture server = start();
                SmtpClient client = SmtpClient.connect(server.address("mkg"))) {
            disk(server, 81);
            client.expect(220);
            client.expect(250, "EHLO client.example");
            assertThat(client.expect(451, "MAIL FROM:<a@x.example>").text()).startsWith("4.3.1");
            assertThat(send(server, "relay", "").code()).isEqualTo(250);
            assertThat(server.registry.getSampleValue(
                            "sluice_admission_stage", new String[] {"resource"}, new String[] {"disk"}))
                    .isEqualTo(1);
        }
    }

    @Test
    void defersMarketingAfterTheChainWhereOnlyThatCouldTell() throws Exception {
        try (FrontDoorFixture server = start()) {
            disk(server, 81);
            WireReply deferred = send(server, "relay", "X-Sluice-Stream: marketing\r\n");
            assertThat(deferred.code()).isEqualTo(451);
            assertThat(deferred.text()).startsWith("4.3.1");
            assertThat(server.handOff.taken.total()).isZero();
        }
    }

    @Test
    void defersEveryoneWhenTheReserveIsGoneAndLetsThemInAgain() throws Exception {
        try (FrontDoorFixture server = start()) {
            disk(server, 90);
            assertThat(send(server, "relay", "").code()).isEqualTo(451);
            disk(server, 89.5);
            assertThat(send(server, "relay", "").code()).as("within the margin").isEqualTo(451);
            disk(server, 88.5);
            assertThat(send(server, "relay", "").code()).isEqualTo(250);
            assertThat(send(server, "mkg", "").code()).isEqualTo(451);
            disk(server, 78);
            assertThat(send(server, "mkg", "").code()).isEqualTo(250);
        }
    }

    @Test
    void refusesAMessageThatTheDiskHasNoRoomFor() throws Exception {
        try (FrontDoorFixture server = start();
                SmtpClient client = SmtpClient.connect(server.address("relay"))) {
            server.room = 10_000;
            client.expect(220);
            client.expect(250, "EHLO client.example");
            assertThat(client.expect(452, "MAIL FROM:<a@x.example> SIZE=10001").text())
                    .startsWith("4.3.1");
            client.expect(250, "MAIL FROM:<a@x.example> SIZE=10000");
        }
    }

    @Test
    void refusesAMessageWhoseCopiesTheDiskHasNoRoomFor() throws Exception {
        try (FrontDoorFixture server = start()) {
            server.handOff.full = true;
            WireReply refused = send(server, "relay", "");
            assertThat(refused.code()).isEqualTo(452);
            assertThat(refused.text()).startsWith("4.3.1");
            server.handOff.full = false;
            assertThat(send(server, "relay", "").code()).isEqualTo(250);
        }
    }
}
