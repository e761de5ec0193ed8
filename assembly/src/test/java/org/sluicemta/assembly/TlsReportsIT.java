package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.egress.TlsReports;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventType;
import org.sluicemta.event.TlsResult;
import org.sluicemta.keys.dkim.DkimAlgorithm;
import org.sluicemta.keys.dkim.DkimDnsRecord;
import org.sluicemta.keys.dkim.DkimKeyGenerator;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.testing.dns.FakeDns;
import org.sluicemta.testing.event.Arrivals;
import org.sluicemta.testing.process.PythonDkim;
import org.sluicemta.testing.smtp.ReceivedMessage;
import org.sluicemta.testing.smtp.SmtpClient;
import org.sluicemta.testing.smtp.SmtpSink;

/** A report of one day: planned, sent after a restart, and read by a server that it is sent to. */
class TlsReportsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DOMAIN = "example.org";

    /** What it becomes, or why it doesn't. */
    private static final Set<EventType> READ = EnumSet.of(EventType.TLS_REPORTED, EventType.RETURNED);

    @TempDir
    Path home;

    /** Yesterday's sessions, and their report due now. */
    private static void plan(SluiceServer server) throws SQLException {
        LocalDate yesterday = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC)
                .minusDays(1);
        String url =
                server.injector().getInstance(ServerSettings.class).database().url();
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO tls_session (day, domain, kind, policy_id, host, result, sessions)"
                                + " VALUES (?, ?, 'tlsa', '', 'mx.example.org', ?, ?)")) {
            for (Map.Entry<String, Integer> each :
                    Map.of("ok", 7, "certificate-expired", 2).entrySet()) {
                insert.setLong(1, yesterday.toEpochDay());
                insert.setString(2, DOMAIN);
                insert.setString(3, each.getKey());
                insert.setInt(4, each.getValue());
                insert.executeUpdate();
            }
        }
        server.injector()
                .getInstance(TlsReports.class)
                .plan(yesterday, domain -> InstantSource.system().instant());
    }

    private static void sendTo(SluiceServer server, byte[] report) throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.listener("relay"))) {
            client.expect(220);
            client.expect(250, "EHLO provider.example");
            assertThat(client.deliver("", List.of("tls-reports@bounce.localhost"), report)
                            .code())
                    .isEqualTo(250);
        }
    }

    /** As software that shares no code with us sees it. */
    private static void assertSignedBy(DkimDnsRecord key, ReceivedMessage report) {
        if (PythonDkim.isInstalled()) {
            assertThat(PythonDkim.verify(report.content(), Map.of(key.name(), key.value())))
                    .isEqualTo("1");
        }
    }

    @Test
    void areSentAfterARestartAndReadWhereTheyArrive() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
        DkimDnsRecord key = new DkimKeyGenerator(home.resolve("conf/keys/dkim"))
                .generate("sender.example", "s1", DkimAlgorithm.RSA_SHA256)
                .dnsRecord();
        try (FakeDns dns = FakeDns.start();
                SmtpSink sink = SmtpSink.start()) {
            dns.txt("_smtp._tls.example.org", "v=TLSRPTv1; rua=mailto:tls@example.org")
                    .txt(key.name(), key.value() + "; s=tlsrpt");
            Map<String, String> environment = new HashMap<>(TestServers.relayingTo(sink.port()));
            environment.put("SLUICE_DNS", "127.0.0.1:" + dns.address().getPort());
            environment.put("SLUICE_TLS_REPORTS_CONTACT", "postmaster@sender.example");
            try (SluiceServer server = SluiceServer.start(home, environment)) {
                plan(server);
            }
            try (SluiceServer server = SluiceServer.start(home, environment)) {
                ReceivedMessage report = sink.awaitMessages(1, PATIENCE).getFirst();
                assertSignedBy(key, report);
                assertThat(report.recipients()).containsExactly("tls@example.org");
                assertThat(new String(report.content(), ISO_8859_1)).contains("\r\nTLS-Report-Domain: example.org\r\n");

                Arrivals<Event> read = new Arrivals<>("results", 10);
                server.onEvent(event -> {
                    if (READ.contains(event.type())) {
                        read.add(event);
                    }
                });
                sendTo(server, report.content());
                assertThat(read.await(2, PATIENCE))
                        .extracting(Event::tls)
                        .containsExactlyInAnyOrder(
                                new TlsResult("tlsa", DOMAIN, "ok", 7),
                                new TlsResult("tlsa", DOMAIN, "certificate-expired", 2));
            }
            assertThat(sink.messages()).hasSize(1);
        }
    }
}
