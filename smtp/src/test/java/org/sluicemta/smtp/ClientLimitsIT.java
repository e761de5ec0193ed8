package org.sluicemta.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.admission.AdmissionSettings;
import org.sluicemta.event.EventType;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.limit.ContentLimits;
import org.sluicemta.limit.DailyUse;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Limits;
import org.sluicemta.limit.LoginLimits;
import org.sluicemta.limit.SessionLimits;
import org.sluicemta.limit.Subject;
import org.sluicemta.limit.SubjectKind;
import org.sluicemta.settings.ChainSettings;
import org.sluicemta.settings.SmtpSettings;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.WireReply;
import org.sluicemta.testing.tls.TestCertificate;

/** Every limit of sluice.xml refuses with a text, an event and a metric. */
class ClientLimitsIT {
    private static final String RELAY = FrontDoorFixture.listener("relay", "");
    private static final String SUBMISSION = FrontDoorFixture.listener(
            "relay", "<auth><announce>always</announce><requireSSL>false</requireSSL></auth>");
    private static final byte[] MESSAGE = "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final LoginLimits QUICK_LOGINS =
            new LoginLimits(3, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(50));

    @TempDir
    Path home;

    private static SmtpSettings limit(SubjectKind subject, LimitKind kind, int most) {
        return rules(Map.of(subject, new Limits(Map.of(kind, most))), QUICK_LOGINS, SessionLimits.DEFAULTS);
    }

    private static SmtpSettings rules(Map<SubjectKind, Limits> limits, LoginLimits logins, SessionLimits session) {
        return rules(new ClientLimits(limits, 24, 64, logins, session, ContentLimits.DEFAULTS));
    }

    private static SmtpSettings rules(ContentLimits content) {
        return rules(new ClientLimits(Map.of(), 24, 64, QUICK_LOGINS, SessionLimits.DEFAULTS, content));
    }

    private static SmtpSettings rules(ClientLimits limits) {
        return new SmtpSettings(limits, AdmissionSettings.DEFAULTS, "Idempotency-Key", ChainSettings.DEFAULTS);
    }

    private static String plain(String password) {
        return "AUTH PLAIN "
                + Base64.getEncoder().encodeToString(("\0acme-app\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static double limited(FrontDoorFixture server, String subject, String limit) {
        Double value = server.registry.getSampleValue(
                "sluice_smtp_limited_total",
                new String[] {"listener", "subject", "limit"},
                new String[] {"relay", subject, limit});
        return value == null ? 0 : value;
    }

    @Test
    void turnsAwayOneConnectionTooManyOfAnAddress() throws Exception {
        SmtpSettings rules = limit(SubjectKind.ADDRESS, LimitKind.CONNECTIONS, 1);
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, RELAY)) {
            try (SmtpClient first = server.client();
                    SmtpClient second = SmtpClient.connect(server.address("relay"))) {
                assertThat(second.expect(421).text())
                        .startsWith("4.7.0 Limit of 1 connections at a time for address 127.0.0.1 reached");
                assertThat(second.isClosedByServer()).isTrue();
                first.expect(221, "QUIT");
                assertThat(first.isClosedByServer()).isTrue();
            }
            assertThat(server.events.count(EventType.REJECTED)).isEqualTo(1);
            assertThat(limited(server, "address", "connections")).isEqualTo(1);
            server.client().close();
        }
    }

    /** Its count is lowered before the client can see the end, or a client that comes again at once is refused. */
    @Test
    void letsAClientInAgainOnceItHasSeenTheEndOfItsConnection() throws Exception {
        SmtpSettings rules = limit(SubjectKind.ADDRESS, LimitKind.CONNECTIONS, 1);
        String listener = FrontDoorFixture.listener("relay", "<connectionLimitPerIP>1</connectionLimitPerIP>");
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, listener)) {
            for (int i = 0; i < 500; i++) {
                try (SmtpClient client = server.client()) {
                    client.expect(221, "QUIT");
                    assertThat(client.isClosedByServer()).isTrue();
                }
            }
        }
    }

    @Test
    void turnsAwayConnectionsThatComeTooFastFromANetwork() throws Exception {
        SmtpSettings rules = limit(SubjectKind.NETWORK, LimitKind.CONNECTIONS_PER_SECOND, 1);
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, RELAY);
                SmtpClient first = server.client();
                SmtpClient second = SmtpClient.connect(server.address("relay"))) {
            assertThat(second.readReply().text()).contains("network 127.0.0.0/24");
            first.expect(250, "NOOP");
        }
    }

    @Test
    void holdsNobodyOfATrustedNetworkToItsAddress() throws Exception {
        SmtpSettings rules = limit(SubjectKind.ADDRESS, LimitKind.CONNECTIONS, 1);
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, true, RELAY);
                SmtpClient first = server.client();
                SmtpClient second = server.client()) {
            first.expect(250, "NOOP");
            second.expect(250, "NOOP");
        }
    }

    @Test
    void countsALoginOnceThatIsSaidAgainOverTls() throws Exception {
        SmtpSettings rules = limit(SubjectKind.CREDENTIAL, LimitKind.CONNECTIONS, 1);
        String listener = SUBMISSION.replace("<auth>", FrontDoorFixture.tls("startTLS") + "<auth>");
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, listener)) {
            for (int i = 0; i < 2; i++) {
                try (SmtpClient client = server.greeted()) {
                    client.expect(235, plain("secret"));
                    client.startTls();
                    client.expect(250, "EHLO c.example");
                    client.expect(235, plain("secret"));
                    client.expect(250, "MAIL FROM:<a@acme.example>");
                    client.expect(221, "QUIT");
                    assertThat(client.isClosedByServer()).isTrue();
                }
            }
        }
    }

    @Test
    void endsHandshakesOfWhomHasTooManyUnderWay() throws Exception {
        SmtpSettings rules = limit(SubjectKind.ADDRESS, LimitKind.CONNECTIONS, 3);
        String listener = FrontDoorFixture.listener("relay", FrontDoorFixture.tls("socketTLS"));
        List<SmtpClient> silent = new ArrayList<>();
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, listener)) {
            for (int i = 0; i < 4; i++) {
                silent.add(SmtpClient.connect(server.address("relay")));
            }
            // They are counted on several event loops: which one comes last is not said.
            assertThat(silent.stream().filter(ClientLimitsIT::isGreetedOverTls)).hasSize(3);
            assertThat(server.events.count(EventType.REJECTED)).isEqualTo(1);
            assertThat(limited(server, "address", "connections")).isEqualTo(1);
            try (SmtpClient fifth = SmtpClient.connect(server.address("relay"))) {
                fifth.handshake(TestCertificate.trustAnything());
                assertThat(fifth.expect(421).text()).startsWith("4.7.0 Limit of 3 connections");
            }
            for (SmtpClient client : silent) {
                client.close();
            }
        }
    }

    private static boolean isGreetedOverTls(SmtpClient client) {
        try {
            client.handshake(TestCertificate.trustAnything());
            return client.readReply().code() == 220;
        } catch (java.io.IOException e) {
            return false; // closed
        }
    }

    @Test
    void defersMessagesAndRecipientsThatComeTooFast() throws Exception {
        Limits limits = new Limits(Map.of(
                LimitKind.MESSAGES_PER_SECOND,
                1,
                LimitKind.RECIPIENTS_PER_SECOND,
                2,
                LimitKind.RECIPIENTS_PER_MESSAGE,
                2));
        SmtpSettings rules = rules(Map.of(SubjectKind.ADDRESS, limits), QUICK_LOGINS, SessionLimits.DEFAULTS);
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, RELAY);
                SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@x.example>");
            client.expect(250, "RCPT TO:<a@relayed.example>");
            client.expect(250, "RCPT TO:<b@relayed.example>");
            assertThat(client.expect(452, "RCPT TO:<c@relayed.example>").text())
                    .startsWith("4.5.3 Limit of 2 recipients");
            client.expect(250, "RSET");
            assertThat(client.expect(450, "MAIL FROM:<a@x.example>").text())
                    .startsWith("4.7.1 Limit of 1 messages per second");
            assertThat(server.events.count(EventType.REJECTED)).isEqualTo(2);
        }
    }

    @Test
    void endsTheDayOfATenantWhoseMessagesAreUsedUp() throws Exception {
        SmtpSettings rules = limit(SubjectKind.TENANT, LimitKind.MESSAGES_PER_DAY, 2);
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, SUBMISSION);
                SmtpClient client = server.greeted()) {
            client.expect(235, plain("secret"));
            for (int i = 0; i < 2; i++) {
                assertThat(deliver(client).code()).isEqualTo(250);
            }
            WireReply refused = deliver(client);
            assertThat(refused.code()).isEqualTo(450);
            assertThat(refused.text())
                    .isEqualTo("4.7.1 Limit of 2 messages per day for tenant acme reached, counted from 00:00 UTC");
            assertThat(server.daily
                            .today(new Subject(SubjectKind.TENANT, "acme"))
                            .messages())
                    .isEqualTo(2);
            assertThat(limited(server, "tenant", "messages-per-day")).isEqualTo(1);
        }
    }

    @Test
    void countsNothingOfStrangersForATenant() throws Exception {
        Limits limits = new Limits(Map.of(LimitKind.MESSAGES_PER_SECOND, 1, LimitKind.MESSAGES_PER_DAY, 1));
        SmtpSettings rules = rules(Map.of(SubjectKind.TENANT, limits), QUICK_LOGINS, SessionLimits.DEFAULTS);
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, RELAY);
                SmtpClient client = server.greeted()) {
            server.tenants.listenersOfAcme.add("relay");
            for (int i = 0; i < 3; i++) {
                assertThat(client.deliver("a@x.example", List.of("b@relayed.example"), MESSAGE)
                                .code())
                        .isEqualTo(250);
            }
            assertThat(server.daily.today(new Subject(SubjectKind.TENANT, "acme")))
                    .isEqualTo(DailyUse.Count.NONE);
        }
    }

    @Test
    void countsNothingForMailThatCouldNotBeCommitted() throws Exception {
        SmtpSettings rules = limit(SubjectKind.CREDENTIAL, LimitKind.MESSAGES_PER_DAY, 1);
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, SUBMISSION);
                SmtpClient client = server.greeted()) {
            client.expect(235, plain("secret"));
            server.handOff.failing = true;
            assertThat(deliver(client).code()).isEqualTo(451);
            server.handOff.failing = false;
            assertThat(deliver(client).code()).isEqualTo(250);
            assertThat(deliver(client).text()).contains("for user acme-app");
        }
    }

    @Test
    void refusesALargerMessageThanItsTenantMaySend() throws Exception {
        SmtpSettings rules = limit(SubjectKind.TENANT, LimitKind.BYTES_PER_MESSAGE, 10);
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, SUBMISSION);
                SmtpClient client = server.greeted()) {
            client.expect(235, plain("secret"));
            assertThat(client.expect(552, "MAIL FROM:<a@acme.example> SIZE=11").text())
                    .startsWith("5.3.4");
            WireReply refused = deliver(client);
            assertThat(refused.code()).isEqualTo(552);
            assertThat(refused.text()).contains("10 octets");
        }
    }

    @Test
    void answersFailedLoginsLaterAndLaterAndThenBans() throws Exception {
        SmtpSettings rules = rules(Map.of(), QUICK_LOGINS, SessionLimits.DEFAULTS);
        String listener = SUBMISSION.replace("<auth>", "<limits><failedLogins>9</failedLogins></limits><auth>");
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, listener)) {
            try (SmtpClient client = server.greeted()) {
                client.expect(535, plain("wrong"));
                long before = System.nanoTime();
                client.expect(535, plain("wrong"));
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(95));
                assertThat(client.expect(421, plain("wrong")).text()).startsWith("4.7.0 Too many failed logins");
            }
            try (SmtpClient banned = SmtpClient.connect(server.address("relay"))) {
                assertThat(banned.expect(421).text()).startsWith("4.7.0 Too many failed logins");
            }
            assertThat(server.events.count(EventType.REJECTED)).isEqualTo(4);
        }
    }

    @Test
    void endsASessionThatLastsTooLong() throws Exception {
        SmtpSettings rules = rules(Map.of(), QUICK_LOGINS, new SessionLimits(Duration.ofSeconds(3), 0));
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, true, RELAY);
                SmtpClient client = server.greeted()) {
            assertThat(client.expect(421).text()).contains("the session has lasted too long");
            assertThat(server.events.count(EventType.REJECTED)).isEqualTo(1);
        }
    }

    @Test
    void endsContentThatDripsTooSlowly() throws Exception {
        SmtpSettings rules = rules(Map.of(), QUICK_LOGINS, new SessionLimits(Duration.ofHours(1), 1_000));
        String listener = FrontDoorFixture.listener("relay", "<connectiontimeout>2</connectiontimeout>");
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, true, listener);
                SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@x.example>");
            client.expect(250, "RCPT TO:<b@y.example>");
            client.expect(354, "DATA");
            Thread drip = Thread.ofVirtual().start(() -> drip(client));
            assertThat(client.expect(421).text()).contains("the message comes too slowly");
            drip.join();
            assertThat(server.handOff.taken.total()).isZero();
        }
    }

    /** Fast enough for the pace, and in chunks that are each complete. */
    @Test
    void endsAMessageThatTakesTooLongHoweverItComes() throws Exception {
        SmtpSettings rules = rules(new ContentLimits(Duration.ofSeconds(3), 0, 0));
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, true, RELAY);
                SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@x.example>");
            client.expect(250, "RCPT TO:<b@y.example>");
            client.sendRaw("BDAT 3\r\na\r\n".getBytes(StandardCharsets.US_ASCII));
            client.expect(250);
            assertThat(client.expect(421).text()).contains("the message takes too long");
            assertThat(server.handOff.taken.total()).isZero();
        }
    }

    @Test
    void takesNoLargeMessageForTheBounceDomain() throws Exception {
        SmtpSettings rules = rules(new ContentLimits(Duration.ofMinutes(1), 20_000, 0));
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, RELAY);
                SmtpClient client = server.greeted()) {
            client.expect(250, "MAIL FROM:<a@x.example> SIZE=20001");
            assertThat(client.expect(552, "RCPT TO:<fbl@bounce.example>").text())
                    .startsWith("5.3.4");
            client.expect(250, "RSET");
            assertThat(report(client, 20_001).code()).isEqualTo(552);
            assertThat(report(client, 19_000).code()).isEqualTo(250);
        }
    }

    /** What is unfinished counts, in memory and in files, until it is complete or its session is gone. */
    @Test
    void boundsWhatStrangersHaveUnderWayTogether() throws Exception {
        SmtpSettings rules = rules(new ContentLimits(Duration.ofMinutes(1), 0, 200_000));
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, false, RELAY);
                SmtpClient other = server.greeted()) {
            try (SmtpClient slow = server.greeted()) {
                slow.expect(250, "MAIL FROM:<a@x.example>");
                slow.expect(250, "RCPT TO:<fbl@bounce.example>");
                byte[] most = content(150_000);
                slow.sendRaw(("BDAT " + most.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
                slow.sendRaw(most);
                slow.expect(250);
                assertThat(report(other, 100_000).text()).startsWith("4.3.1");
                assertThat(report(other, 40_000).code()).isEqualTo(250);
                slow.expect(250, "RSET");
            }
            assertThat(report(other, 150_000).code()).isEqualTo(250);
        }
    }

    @Test
    void countsNothingOfWhoMayRelayAsAStrangers() throws Exception {
        SmtpSettings rules = rules(new ContentLimits(Duration.ofMinutes(1), 0, 1_000));
        try (FrontDoorFixture server = FrontDoorFixture.ruled(home, rules, true, RELAY);
                SmtpClient client = server.greeted()) {
            assertThat(report(client, 100_000).code()).isEqualTo(250);
        }
    }

    private static WireReply report(SmtpClient client, int size) throws java.io.IOException {
        return client.deliver("", List.of("fbl@bounce.example"), content(size));
    }

    private static byte[] content(int size) {
        return ("Subject: x\r\n\r\n" + "0123456789\r\n".repeat(size / 12)).getBytes(StandardCharsets.US_ASCII);
    }

    /** An octet every tenth of a second: never silent, and never done. */
    private static void drip(SmtpClient client) {
        Object pause = new Object();
        try {
            for (int i = 0; i < 100; i++) {
                client.sendRaw(new byte[] {'x'});
                synchronized (pause) {
                    pause.wait(100);
                }
            }
        } catch (java.io.IOException e) {
            // The server has ended it: that is what this is for.
            assertThat(e).isNotNull();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static WireReply deliver(SmtpClient client) throws Exception {
        return client.deliver("a@acme.example", List.of("b@y.example"), MESSAGE);
    }

    @Test
    void sharesLimitsOfATenantOverItsOwn() {
        Limits defaults = new Limits(new EnumMap<>(Map.of(LimitKind.CONNECTIONS, 5, LimitKind.MESSAGES_PER_DAY, 7)));

        assertThat(new Limits(Map.of(LimitKind.MESSAGES_PER_DAY, 9)).over(defaults))
                .isEqualTo(new Limits(Map.of(LimitKind.CONNECTIONS, 5, LimitKind.MESSAGES_PER_DAY, 9)));
    }
}
