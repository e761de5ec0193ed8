package org.sluicemta.delivery.tlsreport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sluicemta.egress.DueTlsReport;
import org.sluicemta.egress.TlsReporter;
import org.sluicemta.egress.TlsReports;

/** One report, about one domain, in memory. */
final class MemoryTlsReports implements TlsReports {
    static final String DOMAIN = "example.org";
    static final byte[] DOCUMENT = "not really compressed".getBytes(UTF_8);

    final Map<String, End> ended = new HashMap<>();
    private final Map<DueTlsReport, Instant> due = new HashMap<>();
    private final InstantSource clock;
    private boolean planned;

    MemoryTlsReports(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void plan(LocalDate day, Function<String, Instant> when) {
        if (!planned) {
            Instant first = when.apply(DOMAIN);
            due.put(new DueTlsReport(day, DOMAIN, "", first, 0), first);
        }
        planned = true;
    }

    @Override
    public synchronized List<DueTlsReport> take(int most, Duration lease) {
        List<DueTlsReport> taken = due.entrySet().stream()
                .filter(one -> !one.getValue().isAfter(clock.instant()))
                .map(Map.Entry::getKey)
                .toList();
        taken.forEach(due::remove);
        return taken;
    }

    @Override
    public synchronized void addressed(DueTlsReport one, List<String> targets) {
        for (String target : targets) {
            due.put(new DueTlsReport(one.day(), one.domain(), target, clock.instant(), 0), clock.instant());
        }
    }

    @Override
    public synchronized void later(DueTlsReport one, Instant when) {
        due.put(new DueTlsReport(one.day(), one.domain(), one.target(), one.firstDue(), one.attempts() + 1), when);
    }

    @Override
    public synchronized void ended(DueTlsReport one, End end) {
        ended.put(one.target(), end);
    }

    @Override
    public Optional<byte[]> document(LocalDate day, String domain, TlsReporter reporter) {
        return Optional.of(DOCUMENT);
    }

    @Override
    public void keepFiles(TlsReporter reporter) {}

    /** When the next is due. */
    synchronized Optional<Instant> next() {
        return due.values().stream().min(Instant::compareTo);
    }
}
