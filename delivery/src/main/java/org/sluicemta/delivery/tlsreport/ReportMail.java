package org.sluicemta.delivery.tlsreport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.sluicemta.egress.DueTlsReport;
import org.sluicemta.egress.TlsReporter;
import org.sluicemta.egress.TlsReports;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;

/** Writes the mail that carries a report, RFC 8460 section 5.3. */
final class ReportMail {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String CRLF = "\r\n";
    private static final int LINE = 76;

    private final MessageId id;
    private final EmailAddress from;
    private final EmailAddress to;
    private final DueTlsReport report;
    private final TlsReporter reporter;
    private final Instant now;

    ReportMail(
            MessageId id, EmailAddress from, EmailAddress to, DueTlsReport report, TlsReporter reporter, Instant now) {
        this.id = id;
        this.from = from;
        this.to = to;
        this.report = report;
        this.reporter = reporter;
        this.now = now;
    }

    /** @param document compressed with gzip */
    MessageContent content(byte[] document) {
        String boundary = "=_" + id + "." + now.toEpochMilli();
        StringBuilder out = new StringBuilder(2048 + document.length * 3 / 2);
        header(out, boundary);
        out.append("--").append(boundary).append(CRLF);
        text(out);
        out.append(CRLF).append("--").append(boundary).append(CRLF);
        attachment(out, document);
        out.append(CRLF).append("--").append(boundary).append("--").append(CRLF);
        return new BytesContent(out.toString().getBytes(US_ASCII));
    }

    private void header(StringBuilder out, String boundary) {
        String reportId = TlsReports.id(report.day(), report.domain(), reporter);
        field(out, "From", "<" + from + ">");
        field(out, "To", "<" + to + ">");
        field(
                out,
                "Subject",
                "Report Domain: " + report.domain() + CRLF + "\tSubmitter: " + reporter.submitter() + CRLF
                        + "\tReport-ID: <" + reportId + ">");
        field(out, "Date", DATE.format(now));
        field(out, "Message-ID", "<tlsrpt." + id + "." + now.toEpochMilli() + "@" + reporter.submitter() + ">");
        field(out, "TLS-Report-Domain", report.domain());
        field(out, "TLS-Report-Submitter", reporter.submitter());
        field(out, "TLS-Required", "No"); // RFC 8689 section 5
        field(out, "Auto-Submitted", "auto-generated"); // RFC 3834 section 5
        field(out, "MIME-Version", "1.0");
        field(
                out,
                "Content-Type",
                "multipart/report; report-type=\"tlsrpt\";" + CRLF + "\tboundary=\"" + boundary + "\"");
        out.append(CRLF);
    }

    private void text(StringBuilder out) {
        field(out, "Content-Type", "text/plain; charset=us-ascii");
        out.append(CRLF);
        out.append("This is an aggregate TLS report from ").append(reporter.submitter());
        out.append(CRLF).append("about the mail that it sent to ").append(report.domain());
        out.append(CRLF).append("on ").append(report.day()).append(" (UTC).").append(CRLF);
        out.append(CRLF).append("Contact: ").append(reporter.contact()).append(CRLF);
    }

    private void attachment(StringBuilder out, byte[] document) {
        field(out, "Content-Type", "application/tlsrpt+gzip");
        field(out, "Content-Transfer-Encoding", "base64");
        field(
                out,
                "Content-Disposition",
                "attachment;" + CRLF + "\tfilename=\"" + TlsReports.fileName(report.day(), report.domain(), reporter)
                        + "\"");
        out.append(CRLF);
        out.append(Base64.getMimeEncoder(LINE, CRLF.getBytes(US_ASCII)).encodeToString(document));
    }

    private static void field(StringBuilder out, String name, String value) {
        out.append(name).append(": ").append(value).append(CRLF);
    }
}
