package org.sluicemta.delivery.tlsreport;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.DueTlsReport;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.TlsReporting;
import org.sluicemta.egress.TlsReports;
import org.sluicemta.egress.TlsReports.End;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.gateway.dns.TextAnswer;
import org.sluicemta.gateway.tlsreport.ReportPost;
import org.sluicemta.gateway.tlsreport.ReportRecord;
import org.sluicemta.gateway.tlsreport.ReportTarget;
import org.sluicemta.mail.DomainName;
import org.sluicemta.settings.ServerSettings;

/**
 * Sends the reports that are due: first looks up where each goes, then sends it there. What fails is tried again for a
 * day. A report is sent at least once to each place: a node that dies between sending and saying so leaves it to be
 * sent again, under the same id, which tells the receiver that it is the same.
 */
final class TlsReportSender {
    private static final Logger LOG = LoggerFactory.getLogger(TlsReportSender.class);
    private static final int AT_ONCE = 16;
    private static final Duration LOOK_UP = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final TlsReports reports;
    private final EgressPlans plans;
    private final MxResolver resolver;
    private final ReportPost post;
    private final MailedReports mail;
    private final String hostName;
    private final ReportTimes times;
    private final InstantSource clock;
    private final Counter counter;

    @Inject
    TlsReportSender(
            TlsReports reports,
            EgressPlans plans,
            MxResolver resolver,
            ReportPost post,
            MailedReports mail,
            ServerSettings settings,
            InstantSource clock,
            CollectorRegistry registry) {
        this.reports = reports;
        this.plans = plans;
        this.resolver = resolver;
        this.post = post;
        this.mail = mail;
        this.hostName = settings.hostName();
        this.times = new ReportTimes(hostName);
        this.clock = clock;
        this.counter = Counter.build(
                        ReportMetric.SENT.metric().name(),
                        ReportMetric.SENT.metric().help())
                .labelNames(ReportMetric.SENT.metric().labels().toArray(String[]::new))
                .register(registry);
    }

    /** Sends what is due. Nothing where reports aren't configured. */
    void round() throws InterruptedException {
        TlsReporting reporting = plans.current().publishedTls().reporting();
        if (reporting == null) {
            return;
        }
        Instant now = clock.instant();
        LocalDate day = ReportTimes.reportedDay(now);
        reports.plan(day, domain -> times.first(day, domain, now));
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<DueTlsReport> due = take(); !due.isEmpty(); due = take()) {
                handle(due, reporting, workers);
            }
        }
    }

    private List<DueTlsReport> take() {
        return reports.take(AT_ONCE, LEASE);
    }

    private void handle(List<DueTlsReport> due, TlsReporting reporting, ExecutorService workers)
            throws InterruptedException {
        List<Callable<@Nullable Void>> work = new ArrayList<>();
        for (DueTlsReport one : due) {
            work.add(() -> {
                handle(one, reporting);
                return null;
            });
        }
        for (Future<@Nullable Void> each : workers.invokeAll(work)) {
            try {
                each.get();
            } catch (ExecutionException e) {
                // The lease ends, and it is tried again.
                LOG.error("A TLS report could not be handled, will retry: {}", e.getMessage(), e.getCause());
            }
        }
    }

    private void handle(DueTlsReport report, TlsReporting reporting) throws InterruptedException {
        if (report.hasTarget()) {
            send(report, reporting);
        } else {
            lookUp(report);
        }
    }

    private void lookUp(DueTlsReport report) throws InterruptedException {
        if (!DomainName.isWellFormed(report.domain())) {
            reports.ended(report, End.UNWANTED);
            return;
        }
        TextAnswer answer = await(
                resolver.texts(ReportRecord.PREFIX + report.domain()),
                LOOK_UP,
                new TextAnswer.Unavailable("DNS look-up took too long"));
        switch (answer) {
            case TextAnswer.Unavailable failed -> failed(report, "look-up", failed.text());
            case TextAnswer.Texts found -> {
                List<String> targets = ReportRecord.targets(found.texts());
                if (targets.isEmpty()) {
                    reports.ended(report, End.UNWANTED);
                } else {
                    reports.addressed(report, targets);
                }
            }
        }
    }

    private void send(DueTlsReport report, TlsReporting reporting) throws InterruptedException {
        Optional<byte[]> document = reports.document(report.day(), report.domain(), reporting.reporter(hostName));
        Optional<ReportTarget> target = ReportTarget.of(report.target());
        if (document.isEmpty() || target.isEmpty()) {
            reports.ended(report, End.FAILED);
            return;
        }
        switch (target.get()) {
            case ReportTarget.Mailbox mailbox ->
                sent(report, "mail", mail.send(report, mailbox.address(), reporting, document.get()));
            case ReportTarget.Web web ->
                sent(
                        report,
                        "https",
                        await(
                                post.post(web, document.get()),
                                ReportPost.DEADLINE.multipliedBy(2),
                                Optional.of(web.host() + " took too long")));
        }
    }

    private void sent(DueTlsReport report, String way, Optional<String> fault) {
        if (fault.isPresent()) {
            failed(report, way, fault.get());
        } else {
            reports.ended(report, End.SENT);
            counter.labels(way, "sent").inc();
            LOG.info("TLS report about {} for {} sent to {}", report.day(), report.domain(), report.target());
        }
    }

    private void failed(DueTlsReport report, String way, String fault) {
        Instant next = times.next(report, clock.instant());
        boolean tooLate = times.isTooLate(report, next);
        if (tooLate) {
            reports.ended(report, End.FAILED);
        } else {
            reports.later(report, next);
        }
        counter.labels(way, tooLate ? "failed" : "later").inc();
        LOG.warn(
                "TLS report about {} for {} could not be sent to {}: {}; {}",
                report.day(),
                report.domain(),
                report.hasTarget() ? report.target() : "where it wants it",
                fault,
                tooLate ? "given up" : "will retry");
    }

    private static <T> T await(CompletionStage<T> stage, Duration bound, T late) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return late;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
