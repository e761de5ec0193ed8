package org.sluicemta.delivery.tlsreport;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.TlsReporter;
import org.sluicemta.egress.TlsReporting;
import org.sluicemta.egress.TlsReports;
import org.sluicemta.settings.ServerSettings;

/** Sends due reports every minute, and keeps files of all reports every hour, whether they are sent or not. */
@Singleton
public final class TlsReportTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsReportTimer.class);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration LAST_ROUND = Duration.ofSeconds(5);
    private static final Duration FILES = Duration.ofHours(1);

    private final TlsReportSender sender;
    private final TlsReports reports;
    private final EgressPlans plans;
    private final ServerSettings settings;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("tls-reports").factory());
    private Instant nextFiles = Instant.MIN;
    private @Nullable ScheduledFuture<?> rounds;
    private boolean failing;

    @Inject
    TlsReportTimer(
            TlsReportSender sender,
            TlsReports reports,
            EgressPlans plans,
            ServerSettings settings,
            InstantSource clock) {
        this.sender = sender;
        this.reports = reports;
        this.plans = plans;
        this.settings = settings;
        this.clock = clock;
    }

    /** Call after the queues have started, because reports go there. */
    public void start() {
        rounds = timer.scheduleWithFixedDelay(this::round, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void round() {
        try {
            sender.round();
            keepFiles();
            failing = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Logged once, not every minute. Nothing is lost: what is due stays so.
            if (!failing) {
                LOG.error("TLS reports could not be handled, will retry every minute: {}", e.getMessage(), e);
            }
            failing = true;
        }
    }

    private void keepFiles() {
        Instant now = clock.instant();
        if (!now.isBefore(nextFiles)) {
            reports.keepFiles(reporter());
            nextFiles = now.plus(FILES);
        }
    }

    private TlsReporter reporter() {
        TlsReporting reporting = plans.current().publishedTls().reporting();
        String host = settings.hostName();
        return reporting == null
                ? new TlsReporter(host, "postmaster@" + settings.bounceDomain().domain(), host)
                : reporting.reporter(host);
    }

    /** Waits a few seconds for what is being sent. What isn't sent by then is due again after the next start. */
    @Override
    public void close() {
        ScheduledFuture<?> scheduled = rounds;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        timer.shutdown();
        try {
            if (!timer.awaitTermination(LAST_ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("Some TLS reports are still being sent; they are sent again after the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            timer.shutdownNow();
        }
    }
}
