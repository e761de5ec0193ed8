package org.sluicemta.store.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.disk.OwnerOnlyFile;
import org.sluicemta.mail.DomainName;

/** The reports of past days, each in a file that is ready to be sent, with the name that RFC 8460 section 5.1 gives it. */
public final class TlsReportFiles {
    private static final String END = ".json.gz";
    private static final int DAYS_CAUGHT_UP = 2;
    private static final Duration KEPT = Duration.ofDays(31);
    /** After midnight, until all nodes have saved what they counted. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private final Path directory;
    private final String organisation;
    private final TlsReport report;
    private final DatabaseTlsSessions sessions;
    private final InstantSource clock;

    /**
     * @param directory created with the first report
     * @param organisation who reports
     */
    public TlsReportFiles(
            Path directory, String organisation, TlsReport report, DatabaseTlsSessions sessions, InstantSource clock) {
        this.directory = directory;
        this.organisation = organisation;
        this.report = report;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Writes those of the last days that aren't there yet, and deletes the oldest. */
    public void write() throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant().minus(SETTLED), ZoneOffset.UTC);
        for (int back = DAYS_CAUGHT_UP; back >= 1; back--) {
            LocalDate day = today.minusDays(back);
            for (String domain : sessions.domains(day)) {
                write(day, domain);
            }
        }
        if (Files.isDirectory(directory)) {
            deleteOld();
        }
    }

    private void write(LocalDate day, String domain) throws IOException {
        // A domain that isn't a host name could be a path.
        Path file =
                directory.resolve(String.join("!", organisation, domain, seconds(day), Long.toString(end(day))) + END);
        if (!DomainName.isWellFormed(domain) || Files.exists(file)) {
            return;
        }
        Optional<String> text = report.of(day, domain);
        if (text.isPresent()) {
            OwnerOnly.makeDirectory(directory);
            OwnerOnlyFile.replace(file, zipped(text.get()));
        }
    }

    private static String seconds(LocalDate day) {
        return Long.toString(day.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    }

    private static long end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() - 1;
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(octets)) {
            out.write(text.getBytes(UTF_8));
        }
        return octets.toByteArray();
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
