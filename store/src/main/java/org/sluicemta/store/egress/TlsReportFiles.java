package org.sluicemta.store.egress;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.disk.OwnerOnlyFile;
import org.sluicemta.egress.TlsReporter;
import org.sluicemta.egress.TlsReports;
import org.sluicemta.mail.DomainName;

/** The reports of past days, each in a file with the name that RFC 8460 section 5.1 gives it. */
final class TlsReportFiles {
    private static final String END = ".json.gz";
    private static final int DAYS_CAUGHT_UP = 2;
    private static final Duration KEPT = Duration.ofDays(31);
    /** After midnight, until all nodes have saved what they counted. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private final Path directory;
    private final TlsReport report;
    private final DatabaseTlsSessions sessions;
    private final InstantSource clock;

    /** @param directory created with the first report */
    TlsReportFiles(Path directory, TlsReport report, DatabaseTlsSessions sessions, InstantSource clock) {
        this.directory = directory;
        this.report = report;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Writes those of the last days that aren't there yet, and deletes the oldest. */
    void write(TlsReporter reporter) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant().minus(SETTLED), ZoneOffset.UTC);
        for (int back = DAYS_CAUGHT_UP; back >= 1; back--) {
            LocalDate day = today.minusDays(back);
            for (String domain : sessions.domains(day)) {
                write(day, domain, reporter);
            }
        }
        if (Files.isDirectory(directory)) {
            deleteOld();
        }
    }

    private void write(LocalDate day, String domain, TlsReporter reporter) throws IOException {
        // A domain that isn't a host name could be a path.
        Path file = directory.resolve(TlsReports.fileName(day, domain, reporter));
        if (!DomainName.isWellFormed(domain) || Files.exists(file)) {
            return;
        }
        Optional<byte[]> octets = report.zipped(day, domain, reporter);
        if (octets.isPresent()) {
            OwnerOnly.makeDirectory(directory);
            OwnerOnlyFile.replace(file, octets.get());
        }
    }

    private void deleteOld() throws IOException {
        Instant before = clock.instant().minus(KEPT);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + END)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.delete(file);
                }
            }
        }
    }
}
