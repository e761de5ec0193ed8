package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;
import org.sluicemta.testing.smtp.SmtpSink;

/** Sites that refuse a source or tell it to slow down, with the rules and actions as shipped. */
class ToldSourcesIT {
    private static final String SENDER = "shop@acme.example";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SinkScript LISTED = SinkScript.of(SinkRule.at(SinkPhase.MAIL)
            .from("127.0.0.2")
            .answer(554, "5.7.1 Service unavailable; Client host [127.0.0.2] blocked using zen.spamhaus.org"));
    private static final SinkScript TOO_FAST = SinkScript.of(
            SinkRule.at(SinkPhase.MAIL).answer(421, "4.7.0 Too many messages, try again later, rate limit exceeded"));

    @TempDir
    Path home;

    @BeforeEach
    void twoSources() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        TestServers.replace(
                home.resolve("conf/egress.xml"),
                "<pool name=\"transactional\">",
                "<pool name=\"transactional\">"
                        + "<source name=\"listed\" address=\"127.0.0.2\" ehlo=\"two.example\" weight=\"1000\"/>"
                        + "<source name=\"clean\" address=\"127.0.0.3\" ehlo=\"three.example\" weight=\"1000\"/>");
    }

    @Test
    void mailLeavesFromAnotherSourceAndTheOneThatIsListedRestsOverARestart() throws Exception {
        try (SmtpSink sink = SmtpSink.start()) {
            Map<String, String> environment = TestServers.relayingTo(sink.port());
            sink.script(LISTED);
            try (SluiceServer server = SluiceServer.start(home, environment)) {
                for (int i = 0; i < 20; i++) {
                    TestServers.send(server, SENDER, "user" + i + "@example.org");
                }
                sink.awaitMessages(20, PATIENCE);
                awaitTold(server, "source listed at other: rests until ");
            }
            sink.script(SinkScript.of());
            try (SluiceServer server = SluiceServer.start(home, environment)) {
                for (int i = 0; i < 10; i++) {
                    TestServers.send(server, SENDER, "again" + i + "@example.org");
                }
                sink.awaitMessages(30, PATIENCE);
                awaitTold(server, "source listed at other: rests until ");
            }
            assertThat(sink.messages()).extracting(ReceivedMessage::peerAddress).doesNotContain("127.0.0.2");
        }
    }

    @Test
    void aSourceThatIsTooFastSlowsDown() throws Exception {
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            sink.script(TOO_FAST);
            for (int i = 0; i < 20; i++) {
                TestServers.send(server, SENDER, "user" + i + "@example.org");
            }

            awaitTold(server, " at other: 0.500 messages/s (level 50 %: cut ");
            Waiting.until(
                    "what the queue waits for",
                    () -> server.queues().explain("pool=transactional").stream()
                            .anyMatch(lane -> lane.why().contains("messages/s (level 50 %: cut ")));
        }
    }

    @Test
    void aTenantWhoseMailIsRefusedWaitsAndOthersGoOn() throws Exception {
        TestServers.replace(
                home.resolve("conf/responses.xml"),
                "<class name=\"spam-content\" blame=\"content\" retry=\"slow\"/>",
                "<class name=\"spam-content\" blame=\"content\" retry=\"slow\" action=\"rest-tenant\" for=\"4h\""
                        + " after=\"3/10m\"/>");
        TestServers.replace(
                home.resolve("conf/tenants.xml"),
                "<tenant name=\"platform\" default-stream=\"transactional\"/>",
                "<tenant name=\"platform\" default-stream=\"transactional\"/><tenant name=\"acme\""
                        + " default-stream=\"transactional\"><domain>acme.example</domain></tenant><tenant"
                        + " name=\"beta\" default-stream=\"transactional\"><domain>beta.example</domain></tenant>");
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            sink.script(SinkScript.of(SinkRule.at(SinkPhase.END_OF_DATA)
                    .answer(451, "4.7.1 Message rejected as spam by Content Filtering.")));
            for (int i = 0; i < 3; i++) {
                TestServers.send(server, SENDER, "user" + i + "@example.org");
            }
            awaitTold(server, "tenant acme at other: rests until ");
            sink.script(SinkScript.of());

            TestServers.send(server, SENDER, "waits@example.org");
            TestServers.send(server, "shop@beta.example", "goes@example.org");

            assertThat(sink.awaitMessages(1, PATIENCE))
                    .flatExtracting(ReceivedMessage::recipients)
                    .containsExactly("goes@example.org");
            Waiting.until(
                    "what the tenant waits for",
                    () -> server.queues().explain("tenant=acme").stream()
                            .anyMatch(lane -> lane.why().contains("tenant acme at other: rests until ")));
            assertThat(sink.messages()).hasSize(1);
        }
    }

    private static void awaitTold(SluiceServer server, String told) throws Exception {
        Waiting.until(
                told,
                () -> server.sites().getSites().stream()
                        .flatMap(site -> site.sources().stream())
                        .anyMatch(source -> source.contains(told)));
    }
}
