package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.console.jmx.ExplanationRow;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.SmtpSink;

/** A pool with a cap: what is beyond it waits, also over a restart, and an operator is told why. */
class CapsIT {
    private static final String SENDER = "shop@acme.example";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path home;

    @Test
    void whatIsBeyondACapWaitsAndARestartLetsNoMoreOut() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        egress("<pool name=\"transactional\">", "<pool name=\"transactional\" messages=\"2/1h 100/1d\">");
        try (SmtpSink sink = SmtpSink.start()) {
            Map<String, String> environment = TestServers.relayingTo(sink.port());
            try (SluiceServer server = SluiceServer.start(home, environment)) {
                for (int i = 0; i < 5; i++) {
                    TestServers.send(server, SENDER, "user" + i + "@example.org");
                }
                sink.awaitMessages(2, PATIENCE);
                awaitExplanation(server, "cap of pool transactional: 2/1h", 3);
                Waiting.until(
                        "the end of the hour",
                        () -> server.queues().explain("").getFirst().until() != null);
            }
            try (SluiceServer server = SluiceServer.start(home, environment)) {
                awaitExplanation(server, "cap of pool transactional: 2/1h", 3);
                server.queues().pause("pool=transactional", "test");
                awaitExplanation(server, "paused by an operator", 3);
                server.queues().resume("pool=transactional", "test");
                assertThat(sink.messages()).hasSize(2);

                egress("2/1h 100/1d", "4/1h");
                server.reload();
                sink.awaitMessages(4, PATIENCE);
                awaitExplanation(server, "cap of pool transactional: 4/1h", 1);
                assertThat(sink.messages()).hasSize(4);
            }
        }
    }

    @Test
    void aTenantAtItsCapWaitsByItself() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        egress("<pools>", "<tenant-limits><tenant name=\"acme\" messages=\"2/1h\"/></tenant-limits><pools>");
        TestServers.replace(
                home.resolve("conf/tenants.xml"),
                "<tenant name=\"platform\" default-stream=\"transactional\"/>",
                tenant("platform") + tenant("acme") + tenant("beta"));
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            for (int i = 0; i < 5; i++) {
                TestServers.send(server, SENDER, "user" + i + "@example.org");
            }
            sink.awaitMessages(2, PATIENCE);
            awaitExplanation(server, "cap of tenant acme: 2/1h", 3);

            for (int i = 0; i < 5; i++) {
                TestServers.send(server, "shop@beta.example", "other" + i + "@example.org");
            }
            sink.awaitMessages(7, PATIENCE);
            awaitExplanation(server, "cap of tenant acme: 2/1h", 3);

            egress("2/1h", "4/1h");
            server.reload();
            sink.awaitMessages(9, PATIENCE);
            awaitExplanation(server, "cap of tenant acme: 4/1h", 1);
            assertThat(sink.messages()).hasSize(9);
        }
    }

    private static String tenant(String name) {
        return "<tenant name=\"" + name + "\" default-stream=\"transactional\"><domain>" + name
                + ".example</domain></tenant>";
    }

    private void egress(String before, String after) throws Exception {
        TestServers.replace(home.resolve("conf/egress.xml"), before, after);
    }

    /** Waits until the pool has one lane with mail, of so many messages, and this is what they wait for. */
    private static void awaitExplanation(SluiceServer server, String why, long depth) throws Exception {
        Waiting.until(why + " for " + depth, () -> {
            List<ExplanationRow> lanes = server.queues().explain("pool=transactional").stream()
                    .filter(lane -> lane.depth() > 0)
                    .toList();
            return lanes.size() == 1
                    && lanes.getFirst().why().equals(why)
                    && lanes.getFirst().depth() == depth;
        });
    }
}
