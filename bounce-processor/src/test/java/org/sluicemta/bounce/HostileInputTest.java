package org.sluicemta.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages made to cost time or memory, or to break the reader: a result or none, and never more than the bounds. */
@Timeout(60)
class HostileInputTest {
    private static final long MEMORY = 64L << 20;
    private static final String REPORT =
            "From: MAILER-DAEMON@mx.example.net\nReturn-Path: <>\nSubject: Undelivered Mail\n"
                    + "Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n";
    private static final String STATUS =
            "--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n";
    private static final String RECIPIENT =
            "Final-Recipient: rfc822; jo@example.org\nAction: failed\nStatus: 5.1.1\n\n";

    private final BounceProcessor processor = ShippedTable.processor();

    @Test
    void readsNoMoreThanTheLimitOfAHugeMessage() throws IOException {
        GeneratedStream stream = new GeneratedStream(REPORT, "line after line after line\n", 50L << 20);

        assertThat(parse(stream).recipients()).isEmpty();
        assertThat(stream.taken()).isEqualTo(BounceLimits.defaults().maxBytes());
    }

    @Test
    void findsReportInFrontOfAHugeOriginal() throws IOException {
        String beginning = REPORT + STATUS + RECIPIENT + "--B\nContent-Type: message/rfc822\n\nSubject: big\n\n";

        assertThat(parse(new GeneratedStream(beginning, "x".repeat(76) + "\n", 50L << 20))
                        .recipients())
                .hasSize(1);
    }

    @Test
    void survivesGigabyteOfBase64() throws IOException {
        String beginning = "Subject: Undeliverable\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n";
        GeneratedStream stream = new GeneratedStream(beginning, "QUFB".repeat(1000), 1L << 30);

        assertThat(parse(stream).kind()).isEqualTo("none");
        assertThat(stream.taken()).isLessThanOrEqualTo(BounceLimits.defaults().maxBytes());
    }

    @Test
    void survivesBase64MessageInsideBase64Message() throws IOException {
        String message = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n";
        assertThat(parse(new GeneratedStream(message, "Q29udGVudC1UeXBlOiBtZXNzYWdlL3JmYzgyMgo=\n", 8 << 20))
                        .kind())
                .isEqualTo("none");
    }

    @Test
    void findsReportInFrontOfTenThousandParts() throws IOException {
        String parts = "--B\nContent-Type: text/plain\n\npart\n".repeat(10_000);

        assertThat(parse(REPORT + STATUS + RECIPIENT + parts).recipients()).hasSize(1);
    }

    @Test
    void survivesTenThousandNestedParts() throws IOException {
        StringBuilder nested = new StringBuilder("Subject: Undeliverable\n");
        for (int i = 0; i < 10_000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }

        assertThat(parse(nested.toString()).kind()).isEqualTo("none");
    }

    @Test
    void survivesTenThousandNestedMessages() throws IOException {
        assertThat(parse("Content-Type: message/rfc822\n\n".repeat(10_000)).kind())
                .isEqualTo("none");
    }

    @Test
    void survivesOneBoundaryForAllLevels() throws IOException {
        assertThat(parse("Content-Type: multipart/mixed; boundary=B\n\n--B\n".repeat(20_000))
                        .kind())
                .isEqualTo("none");
    }

    @Test
    void reportsAsManyOfFiftyThousandRecipientsAsTheLimitAllows() throws IOException {
        StringBuilder recipients = new StringBuilder(REPORT).append(STATUS);
        for (int i = 0; i < 50_000; i++) {
            recipients.append("Final-Recipient: rfc822; u").append(i).append("@example.org\nAction: failed\n\n");
        }

        assertThat(parse(recipients.toString()).recipients())
                .hasSize(BounceLimits.defaults().maxRecipients());
    }

    @Test
    void boundsRecipientsOfFreeText() throws IOException {
        StringBuilder text = new StringBuilder("From: MAILER-DAEMON@mx.example.net\nSubject: failure notice\n\n")
                .append("Hi. This is the qmail-send program at mx.example.net.\n");
        for (int i = 0; i < 50_000; i++) {
            text.append("\n<u").append(i).append("@example.org>:\nno such user\n");
        }

        assertThat(parse(text.toString()).recipients())
                .hasSizeBetween(100, BounceLimits.defaults().maxRecipients());
    }

    @Test
    void survivesOneEndlessHeaderField() throws IOException {
        assertThat(parse(new GeneratedStream("Subject: ", "a@b ", 8 << 20)).kind())
                .isEqualTo("none");
        assertThat(parse(new GeneratedStream("Subject: x", "\n <a@b>:", 8 << 20))
                        .kind())
                .isEqualTo("none");
    }

    @Test
    void survivesEndlessListOfHeaderFields() throws IOException {
        assertThat(parse(new GeneratedStream("", "Received: from a by b\n", 8 << 20))
                        .kind())
                .isEqualTo("none");
    }

    @Test
    void survivesTextMadeOfAddresses() throws IOException {
        String beginning = "From: MAILER-DAEMON@x.example\nReturn-Path: <>\nSubject: Undeliverable\n\nnot delivered ";
        assertThat(kinds(beginning, "a@b", "<a@b.example>:\n", "\"@\"", "unable to deliver to "))
                .containsOnly("bounce");
    }

    @Test
    void survivesHtmlWithoutEnd() throws IOException {
        String beginning = "From: MAILER-DAEMON@x.example\nSubject: Undeliverable\nContent-Type: text/html\n\n";
        assertThat(kinds(beginning, "<", "<style><", "&#x")).containsOnly("none");
    }

    @Test
    void survivesNestedJson() throws IOException {
        String beginning = "From: no-reply@sns.example\nContent-Type: application/json\n\n{\"notificationType\":";
        assertThat(parse(new GeneratedStream(beginning, "[", 4 << 20)).kind()).isEqualTo("none");
    }

    @Test
    void readsEveryCharsetJavaKnowsAndSomeItDoesNot() throws IOException {
        Stream<String> known = java.nio.charset.Charset.availableCharsets().keySet().stream();
        List<String> names = Stream.concat(
                        known, Stream.of("x-unknown", "utf-8'", "unicode-1-1-utf-7", "\u00e9", "a b"))
                .toList();
        for (String name : names) {
            ParsedReport report = parse("From: MAILER-DAEMON@x.example\nSubject: failure notice\n"
                    + "Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain; charset=\"" + name
                    + "\"\n\nnot delivered \u00e9\u00ff\u001b$B\n--B\n" + "Content-Type: message/delivery-status\n\n"
                    + RECIPIENT + "--B--\n");
            assertThat(report.recipients()).as(name).hasSize(1);
        }
    }

    @Test
    void survivesDamagedReports() throws IOException {
        Random random = new Random(3464);
        try (Stream<Path> messages = Files.walk(Path.of("src/test/resources/cases"))) {
            for (Path message :
                    messages.filter(path -> path.endsWith("message.eml")).toList()) {
                byte[] octets = Files.readAllBytes(message);
                for (int i = 0; i < 30; i++) {
                    assertThat(processor.parse(Damage.of(octets, random))).isNotNull();
                }
            }
        }
    }

    @Test
    void passesOnTheFaultOfTheStream() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatThrownBy(() -> processor.parse(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    /** What messages of 4 MiB report whose bodies repeat these texts. */
    private List<String> kinds(String beginning, String... texts) throws IOException {
        List<String> kinds = new ArrayList<>();
        for (String text : texts) {
            GeneratedStream stream = new GeneratedStream(beginning, text, 4 << 20);
            ParsedReport report = parse(stream);
            assertThat(stream.taken())
                    .isLessThanOrEqualTo(BounceLimits.defaults().maxBytes());
            assertThat(report.recipients())
                    .hasSizeLessThanOrEqualTo(BounceLimits.defaults().maxRecipients());
            kinds.add(report.kind());
        }
        return kinds;
    }

    private ParsedReport parse(String message) throws IOException {
        return parse(new java.io.ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Parses and checks what the parsing allocated, all in all, whether or not it was collected in between. */
    private ParsedReport parse(InputStream message) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        ParsedReport report = processor.parse(message);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEMORY);
        return report;
    }
}
