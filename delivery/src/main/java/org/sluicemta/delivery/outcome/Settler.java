package org.sluicemta.delivery.outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.inject.Inject;
import org.sluicemta.event.EventLog;
import org.sluicemta.returnpath.CountedReport;
import org.sluicemta.returnpath.CountedReportStore;
import org.sluicemta.returnpath.SentMail;
import org.sluicemta.returnpath.SentMailStore;
import org.sluicemta.suppression.SuppressionList;

/**
 * Makes durable the parts of settlements that aren't in the broker's transaction. One flush per store for a whole
 * batch.
 */
public final class Settler {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SentMailStore sentMail;
    private final SuppressionList suppressions;
    private final CountedReportStore reports;
    private final EventLog events;
    private final Notices notices;

    @Inject
    public Settler(
            SentMailStore sentMail,
            SuppressionList suppressions,
            CountedReportStore reports,
            EventLog events,
            Notices notices) {
        this.sentMail = sentMail;
        this.suppressions = suppressions;
        this.reports = reports;
        this.events = events;
        this.notices = notices;
    }

    /**
     * Returns when everything is on disk and the batch's notices are written. Can be called again with the same batch
     * after a failure.
     *
     * @throws SettlingException when a store refuses; nothing of the batch may be acknowledged
     */
    public void makeDurable(List<Settlement> batch) throws SettlingException {
        try {
            notices.write(batch);
            // Started first, so that the event log's disk and the database work in parallel.
            CompletableFuture<?> flushed = events.flushed().toCompletableFuture();
            List<SentMail> sent = new ArrayList<>();
            List<CountedReport> counted = new ArrayList<>();
            for (Settlement settlement : batch) {
                sent.addAll(settlement.sent());
                counted.addAll(settlement.counted());
                settlement.suppressions().forEach(this::write);
            }
            if (!sent.isEmpty()) {
                sentMail.record(sent);
            }
            if (!counted.isEmpty()) {
                reports.note(counted);
            }
            flushed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SettlingException("interrupted while flushing", e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            throw new SettlingException("outcomes cannot be made durable: " + e.getMessage(), e);
        }
    }

    private void write(SuppressionWrite write) {
        switch (write) {
            case SuppressionWrite.Add add -> suppressions.add(add.entry());
            case SuppressionWrite.SoftFailure soft ->
                suppressions.softFailure(
                        soft.recipient(), soft.tenant(), soft.stream(), soft.message(), soft.limit(), soft.evidence());
            case SuppressionWrite.LastingFailure lasting ->
                suppressions.lastingFailure(
                        lasting.recipient(), lasting.tenant(), lasting.message(), lasting.period(), lasting.entry());
            case SuppressionWrite.DomainAnswered answered ->
                suppressions.domainAnswered(answered.recipient(), answered.tenant(), answered.message());
            case SuppressionWrite.Success success ->
                suppressions.success(success.recipient(), success.tenant(), success.stream(), success.message());
        }
    }
}
