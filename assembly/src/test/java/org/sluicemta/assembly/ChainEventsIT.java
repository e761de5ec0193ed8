package org.sluicemta.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.testing.event.Arrivals;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.mail.Messages;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;
import org.sluicemta.testing.smtp.WireReply;

/** What mailets do to a message can be read in the events; and mail that is refused or held by its header. */
class ChainEventsIT {
    private static final String SENDER = "shop@acme.example";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path home;

    @Test
    void everyRecipientThatAMailetTakesOutIsAnEvent() throws Exception {
        chain("""
                <mailet match="RecipientIs=drop@example.org" class="Null"/>
                <mailet match="RecipientIs=keep@example.org" class="ToRepository">
                  <repositoryPath>file://var/mail/kept</repositoryPath>
                </mailet>
                """);
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            String id = accepted(send(server, "", "anna@example.org", "drop@example.org", "keep@example.org"));
            assertThat(sink.awaitMessages(1, PATIENCE)).hasSize(1);

            List<Event> gone = TestServers.events(server, EventType.DISCARDED);
            assertThat(gone)
                    .extracting(event -> String.valueOf(event.mail().recipient()))
                    .containsExactlyInAnyOrder("drop@example.org", "keep@example.org");
            assertThat(gone).allSatisfy(event -> {
                assertThat(event.mail().messageId()).hasToString(id);
                assertThat(event.mail().tenant()).hasToString("platform");
                assertThat(event.mail().stream()).hasToString("transactional");
                assertThat(Objects.requireNonNull(event.report()).processor()).isEqualTo("outgoing");
            });
            assertThat(gone)
                    .extracting(event -> Objects.requireNonNull(event.report()).mailet())
                    .containsExactlyInAnyOrder("Null", "ToRepository");

            accepted(send(server, "", "drop@example.org"));
            assertThat(TestServers.events(server, EventType.DISCARDED)).hasSize(3);
        }
    }

    @Test
    void mailThatAMailetMakesNamesItsParent() throws Exception {
        root("""
                <mailet match="SentByMailet" class="ToProcessor"><processor>outgoing</processor></mailet>
                <mailet match="HasHeader=X-Copy" class="Resend">
                  <recipients>archive@example.org</recipients>
                  <passThrough>true</passThrough>
                </mailet>
                """);
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            String id = accepted(send(server, "X-Copy: yes\r\n", "anna@example.org"));
            assertThat(sink.awaitMessages(2, PATIENCE)).hasSize(2);

            assertThat(TestServers.events(server, EventType.COPIED))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.mail().parent()).hasToString(id);
                        assertThat(event.mail().messageId())
                                .isNotEqualTo(event.mail().parent());
                        assertThat(event.mail().recipient()).hasToString("archive@example.org");
                    });
            assertThat(TestServers.events(server, EventType.DISCARDED)).isEmpty();
        }
    }

    @Test
    void mailThatAMailetMakesIsOfTheTenantThatItIsAbout() throws Exception {
        chain("""
                <mailet match="RecipientIs=gone@example.org" class="Bounce"/>
                <mailet match="RecipientIs=anna@example.org" class="Forward"><forwardTo>bert@example.org</forwardTo></mailet>
                """);
        TestServers.replace(
                home.resolve("conf/tenants.xml"),
                "</tenants>",
                "<tenant name='acme' default-stream='transactional'><domain>acme.example</domain></tenant></tenants>");
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            Arrivals<Event> heard = new Arrivals<>("events", 100);
            server.onEvent(heard::add);
            String id = accepted(send(server, "", "gone@example.org", "anna@example.org"));
            assertThat(sink.awaitMessages(3, PATIENCE)).hasSize(3);

            assertThat(TestServers.events(server, EventType.COPIED)).hasSize(2).allSatisfy(event -> {
                assertThat(event.mail().parent()).hasToString(id);
                assertThat(event.mail().tenant()).hasToString("acme");
            });
            assertThat(TestServers.events(server, EventType.DISCARDED))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.mail().recipient()).hasToString("anna@example.org");
                        assertThat(Objects.requireNonNull(event.report()).mailet())
                                .isEqualTo("Forward");
                    });
            assertThat(heard.await(event -> event.type() == EventType.DELIVERED, 3, PATIENCE))
                    .allSatisfy(event -> assertThat(event.mail().tenant()).hasToString("acme"));
        }
    }

    @Test
    void aLoopOfMailThatMailetsMakeEndsBeforeItFillsTheMemory() throws Exception {
        chain("""
                <mailet match="All" class="Redirect">
                  <recipients>anna@example.org</recipients>
                  <inline>all</inline>
                  <attachment>all</attachment>
                  <passThrough>true</passThrough>
                </mailet>
                """);
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            assertThat(send(server, "", "anna@example.org").code()).isEqualTo(451);
            assertThat(sink.messages()).isEmpty();
        }
    }

    @Test
    void aHeaderMayRefuseOrHold() throws Exception {
        chain("""
                <mailet match="HasHeader=X-Refuse" class="Refuse">
                  <status>5.7.0</status>
                  <text>Test messages are
                    not relayed</text>
                </mailet>
                <mailet match="HasHeader=X-Hold" class="Hold"><for>2h</for></mailet>
                """);
        try (SmtpSink sink = SmtpSink.start();
                SluiceServer server = SluiceServer.start(home, TestServers.relayingTo(sink.port()))) {
            WireReply refused = send(server, "X-Refuse: yes\r\n", "anna@example.org");
            assertThat(refused.code()).isEqualTo(554);
            assertThat(refused.text()).isEqualTo("5.7.0 Test messages are not relayed");
            assertThat(TestServers.events(server, EventType.REJECTED))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.mail().tenant()).hasToString("platform");
                        assertThat(event.mail().sender()).hasToString(SENDER);
                        assertThat(event.mail().recipient()).hasToString("anna@example.org");
                    });

            accepted(send(server, "X-Hold: yes\r\n", "anna@example.org"));
            accepted(send(server, "", "bert@example.org"));
            assertThat(sink.awaitMessages(1, PATIENCE)).hasSize(1);
            Waiting.until("the held message", () -> server.queues().getLater() == 1);

            server.queues().flush("tenant=platform", "test");
            assertThat(sink.awaitMessages(2, PATIENCE)).hasSize(2);
        }
    }

    private void chain(String mailets) throws Exception {
        insert("<mailet match=\"All\" class=\"ToEgress\"/>", mailets);
    }

    private void root(String mailets) throws Exception {
        insert("<mailet match=\"SentToBounceDomain=postmaster\"", mailets);
    }

    private void insert(String before, String mailets) throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        TestServers.replace(home.resolve("conf/mailetcontainer.xml"), before, mailets + before);
    }

    private static WireReply send(SluiceServer server, String header, String... recipients) throws Exception {
        String message =
                header + new String(Messages.simple(SENDER, recipients[0], "Hello", "text"), StandardCharsets.US_ASCII);
        try (SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.readReply();
            client.expect(250, "EHLO app.example");
            return client.deliver(SENDER, List.of(recipients), message.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The queue id that the client was told. */
    private static String accepted(WireReply reply) {
        assertThat(reply.code()).isEqualTo(250);
        return reply.text().substring(reply.text().lastIndexOf(' ') + 1);
    }
}
