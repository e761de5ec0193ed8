package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.console.jmx.ExplanationRow;
import org.sluicemta.console.jmx.SourceRow;
import org.sluicemta.console.jmx.WarmUpDayRow;
import org.sluicemta.console.jmx.WarmUpRow;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.WarmUpHold;
import org.sluicemta.egress.WarmUpHoldStore;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SmtpSink;

/** A source that an operator disables: the others take over, and if there are none, mail waits, also over a restart. */
class SourcesIT {
    private static final String SENDER = "shop@acme.example";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path home;

    @Test
    void othersTakeOverForADisabledSourceAndMailWaitsIfThereAreNone() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        TestServers.replace(
                home.resolve("conf/egress.xml"),
                "<pool name=\"transactional\">",
                "<pool name=\"transactional\"><source name=\"second\" ehlo=\"second.example\" weight=\"1000\"/>");
        try (SmtpSink sink = SmtpSink.start()) {
            Map<String, String> environment = TestServers.relayingTo(sink.port());
            String first;
            try (SluiceServer server = SluiceServer.start(home, environment)) {
                first = server.sources().getSources().stream()
                        .filter(source -> source.pool().equals("transactional"))
                        .map(SourceRow::source)
                        .filter(name -> !name.equals("second"))
                        .findFirst()
                        .orElseThrow();

                SourceRow done = server.sources().disable("second", "anna");

                assertThat(done.state()).isEqualTo("disabled");
                assertThat(done.changed()).isTrue();
                assertThat(done.disabledBy()).isEqualTo("anna");
                assertThat(server.sources().disable("second", "berta").changed())
                        .isFalse();
                for (int i = 0; i < 5; i++) {
                    TestServers.send(server, SENDER, "user" + i + "@example.org");
                }
                assertThat(names(sink, 5)).doesNotContain("second.example").hasSize(1);

                server.sources().disable(first, "anna");
                TestServers.send(server, SENDER, "waits@example.org");
                awaitExplanation(server, "disabled by anna at ");
            }
            try (SluiceServer server = SluiceServer.start(home, environment)) {
                awaitExplanation(server, "disabled by anna at ");
                assertThat(sink.messages()).hasSize(5);

                assertThat(server.sources().enable("second", "anna").changed()).isTrue();

                assertThat(names(sink, 6)).contains("second.example");
                assertThatThrownBy(() -> server.sources().enable("secnd", "anna"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("there is no source \"secnd\". Did you mean \"second\"?");
            }
        }
    }

    @Test
    void aWarmUpGoesByItsPlanAndRepeatsADayThatWentBadly() throws Exception {
        LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
        ShippedConfiguration.copyTo(home.resolve("conf"));
        TestServers.replace(
                home.resolve("conf/egress.xml"),
                "<pool name=\"transactional\">",
                "<pool name=\"transactional\"><source name=\"new\" ehlo=\"new.example\"><warm-up plan=\"four-weeks\" from=\""
                        + today.minusDays(7) + "\"/></source>");
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            WarmUpRow row = server.sources().getWarmUps().getFirst();
            assertThat(row.day()).isEqualTo(8);
            assertThat(row.today()).isEqualTo(10_000);
            server.injector()
                    .getInstance(WarmUpHoldStore.class)
                    .add(new WarmUpHold(
                            new SourceId("new"),
                            today.minusDays(1),
                            WarmUpHold.REPEAT,
                            "hard bounces are 3.00 %, over 2.0 %"));

            WarmUpRow held = server.sources().getWarmUps().getFirst();
            assertThat(held.day()).isEqualTo(7);
            assertThat(held.today()).isEqualTo(1_000);
            assertThat(held.tomorrow()).isEqualTo(10_000);
            assertThat(held.holds())
                    .containsExactly(today.minusDays(1) + ": repeated, because hard bounces are 3.00 %, over 2.0 %");
            assertThat(server.sources().simulateWarmUp("new", 30))
                    .extracting(WarmUpDayRow::messages)
                    .startsWith(1_000L, 10_000L)
                    .endsWith(200_000L, null, null, null, null, null, null, null, null);
        }
    }

    private static Set<String> names(SmtpSink sink, int messages) throws Exception {
        return sink.awaitMessages(messages, PATIENCE).stream()
                .map(ReceivedMessage::heloName)
                .collect(Collectors.toSet());
    }

    private static void awaitExplanation(SluiceServer server, String why) throws Exception {
        Waiting.until(why, () -> {
            List<ExplanationRow> lanes = server.queues().explain("pool=transactional");
            return lanes.size() == 1 && lanes.getFirst().why().contains(why);
        });
    }
}
