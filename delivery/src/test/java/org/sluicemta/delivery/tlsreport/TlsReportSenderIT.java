package org.sluicemta.delivery.tlsreport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.nio.NioEventLoopGroup;
import io.prometheus.client.CollectorRegistry;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.bounce.mime.MimeLimits;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.bounce.mime.PartReader;
import org.sluicemta.bounce.mime.Slice;
import org.sluicemta.delivery.FakeGateway;
import org.sluicemta.delivery.Plans;
import org.sluicemta.delivery.Road;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.TlsReporting;
import org.sluicemta.egress.TlsReports.End;
import org.sluicemta.event.EventType;
import org.sluicemta.gateway.dns.DnsMxResolver;
import org.sluicemta.gateway.https.HttpsClient;
import org.sluicemta.gateway.tlsreport.ReportPost;
import org.sluicemta.keys.dkim.DkimAlgorithm;
import org.sluicemta.keys.dkim.DkimKeyGenerator;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.settings.DnsSettings;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.testing.dns.DnsTrouble;
import org.sluicemta.testing.dns.FakeDns;
import org.sluicemta.testing.time.MutableClock;
import org.sluicemta.testing.tls.PolicyServer;
import org.sluicemta.testing.tls.TestCertificate;

/** Reports to domains, sent by mail and HTTPS. */
class TlsReportSenderIT {
    private static final TlsReporting REPORTING = new TlsReporting(
            "Example",
            EmailAddress.parse("postmaster@sender.example"),
            EmailAddress.parse("tls-reports@sender.example"));
    private static final Duration DAY = Duration.ofDays(1);

    private final TestCertificate certificate =
            TestCertificate.selfSigned(InstantSource.system().instant(), "reports.example.org");
    private final FakeDns dns = FakeDns.start().a("reports.example.org", "127.0.0.1");
    private final PolicyServer server = PolicyServer.start(certificate).reply(201, "text/plain", "");
    private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
    private final MutableClock clock = new MutableClock(Instant.parse("2026-06-16T05:00:00Z"));
    private final MemoryTlsReports reports = new MemoryTlsReports(clock);
    private final FakeGateway gateway = new FakeGateway(10);
    private final EgressPlans plans = new EgressPlans(Plans.reporting(plan(), REPORTING));

    @TempDir
    Path directory;

    private Road road;
    private TlsReportSender sender;
    private volatile @Nullable OutboundMessage mailed;
    private volatile String text = "";

    private static EgressPlan plan() {
        return Plans.plan(Plans.quick(), 1_000);
    }

    @BeforeEach
    void open() throws Exception {
        gateway.inspect(message -> {
            mailed = message;
            try (InputStream in = message.content().open()) {
                text = new String(in.readAllBytes(), ISO_8859_1);
            }
        });
        new DkimKeyGenerator(directory.resolve("keys")).generate("sender.example", "s1", DkimAlgorithm.RSA_SHA256);
        road = new Road(directory, plan(), gateway);
        sender = sender();
    }

    /** That nothing has been cached for yet. */
    private TlsReportSender sender() {
        DnsMxResolver resolver = new DnsMxResolver(
                new DnsSettings(List.of("127.0.0.1:" + dns.address().getPort()), Duration.ofSeconds(5)));
        return new TlsReportSender(
                reports,
                plans,
                resolver,
                new ReportPost(new HttpsClient(loops, resolver, address -> true, certificate.trusting())),
                road.get(MailedReports.class),
                road.get(ServerSettings.class),
                clock,
                new CollectorRegistry());
    }

    @AfterEach
    void close() throws Exception {
        road.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        server.close();
        dns.close();
    }

    private void publish(String targets) {
        dns.txt("_smtp._tls.example.org", "v=TLSRPTv1; rua=" + targets);
    }

    private String web() {
        return "https://reports.example.org:" + server.port() + "/v1?x=1";
    }

    /** A first round plans the report for a time in the next half hour. */
    private void send() throws Exception {
        sender.round();
        clock.advance(Duration.ofMinutes(31));
        sender.round();
    }

    @Test
    void mailsASignedReportOutsideThePoliciesThatItIsAbout() throws Exception {
        publish("mailto:tls@example.org");
        send();
        road.events.await(EventType.DELIVERED, 1);

        OutboundMessage message = Objects.requireNonNull(mailed);
        assertThat(message.returnPath()).isNull();
        assertThat(message.recipients())
                .extracting(to -> to.address().toString())
                .containsExactly("tls@example.org");
        assertThat(message.options().tlsOptional()).isTrue();
        assertThat(reports.ended).containsEntry("mailto:tls@example.org", End.SENT);
        assertThat(text).startsWith("DKIM-Signature: v=1;").contains("d=sender.example;");
        assertThat(text.substring(0, text.indexOf("bh=")).replaceAll("\\s", ""))
                .contains("tls-report-domain:tls-report-submitter");
        byte[] octets = text.getBytes(ISO_8859_1);
        Part mail = PartReader.read(new Slice(octets, 0, octets.length), new MimeLimits(10, 5, 50, 10_000));
        assertThat(mail.headers().first("Subject").replaceAll("\\s+", " "))
                .isEqualTo("Report Domain: example.org Submitter: sender.example"
                        + " Report-ID: <2026-06-15-example.org@sender.example>");
        assertThat(mail.headers().first("TLS-Report-Domain")).isEqualTo("example.org");
        assertThat(mail.headers().first("TLS-Report-Submitter")).isEqualTo("sender.example");
        assertThat(mail.headers().first("TLS-Required")).isEqualTo("No");
        assertThat(mail.type()).isEqualTo("multipart/report");
        assertThat(mail.contentType().parameter("report-type")).isEqualTo("tlsrpt");
        Part report = mail.children().get(1);
        assertThat(report.type()).isEqualTo("application/tlsrpt+gzip");
        assertThat(report.headers().first("Content-Disposition"))
                .endsWith("filename=\"sender.example!example.org!1781481600!1781567999.json.gz\"");
        Slice document = report.octets(1_000);
        assertThat(Arrays.copyOfRange(document.data(), document.from(), document.to()))
                .isEqualTo(MemoryTlsReports.DOCUMENT);
    }

    @Test
    void postsAReport() throws Exception {
        publish(web());
        send();

        assertThat(server.last().method()).isEqualTo("POST");
        assertThat(server.last().path()).isEqualTo("/v1?x=1");
        assertThat(server.last().type()).isEqualTo("application/tlsrpt+gzip");
        assertThat(server.last().body()).isEqualTo(MemoryTlsReports.DOCUMENT);
        assertThat(reports.ended).containsEntry(web(), End.SENT);
    }

    @Test
    void sendsOnceToEachTarget() throws Exception {
        publish("mailto:tls@example.org," + web());
        send();
        clock.advance(DAY);
        sender.round();
        road.events.await(EventType.DELIVERED, 1);

        assertThat(reports.ended)
                .containsOnly(Map.entry("mailto:tls@example.org", End.SENT), Map.entry(web(), End.SENT));
        assertThat(server.requests()).isEqualTo(1);
        assertThat(road.events.of(EventType.DELIVERED)).hasSize(1);
    }

    @Test
    void spreadsTheFirstAttemptsOverFourHours() throws Exception {
        clock.set(Instant.parse("2026-06-16T00:10:00Z"));
        publish(web());
        sender.round();

        assertThat(reports.next())
                .hasValueSatisfying(due -> assertThat(due)
                        .isBetween(clock.instant(), clock.instant().plus(Duration.ofHours(4))));
    }

    @Test
    void waitsLongerEachTimeAndGivesUpAfterADay() throws Exception {
        server.reply(503, "text/plain", "");
        publish(web());
        send();
        Instant first = clock.instant();
        Duration before = Duration.ZERO;
        for (Optional<Instant> due = reports.next(); due.isPresent(); due = reports.next()) {
            Duration wait = Duration.between(clock.instant(), due.get());
            assertThat(wait).isGreaterThanOrEqualTo(before).isLessThan(Duration.ofHours(7));
            before = wait.compareTo(Duration.ofHours(5)) > 0 ? Duration.ZERO : wait;
            clock.set(due.get());
            sender.round();
        }

        assertThat(reports.ended).containsEntry(web(), End.FAILED);
        assertThat(clock.instant()).isBetween(first.plus(Duration.ofHours(12)), first.plus(DAY));
        assertThat(server.requests()).isBetween(6, 15);
    }

    @Test
    void triesAgainWhenDnsIsAway() throws Exception {
        publish(web());
        dns.trouble("_smtp._tls.example.org", DnsTrouble.SERVFAIL);
        send();
        assertThat(reports.ended).isEmpty();
        dns.clear().a("reports.example.org", "127.0.0.1");
        publish(web());
        clock.set(reports.next().orElseThrow());
        sender().round();

        assertThat(reports.ended).containsEntry(web(), End.SENT);
    }

    @Test
    void sendsNothingToADomainThatDoesNotAsk() throws Exception {
        dns.txt("_smtp._tls.example.org", "v=TLSRPTv1; rua=ftp://example.org/");
        send();

        assertThat(reports.ended).containsExactly(Map.entry("", End.UNWANTED));
    }

    /** RFC 8460 section 3: a report without a signature would be ignored. */
    @Test
    void mailsNothingWithoutAKey() throws Exception {
        EmailAddress other = EmailAddress.parse("postmaster@keyless.example");
        plans.replace(Plans.reporting(plan(), new TlsReporting(null, other, other)));
        publish("mailto:tls@example.org");
        send();

        assertThat(reports.ended).isEmpty();
        assertThat(reports.next()).isPresent();
        assertThat(mailed).isNull();
    }

    @Test
    void plansNothingUnlessConfigured() throws Exception {
        plans.replace(plan());
        send();

        assertThat(reports.next()).isEmpty();
    }
}
