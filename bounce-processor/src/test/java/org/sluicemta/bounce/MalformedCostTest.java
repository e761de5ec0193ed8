package org.sluicemta.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What malformed messages cost, in time of one thread's CPU and in memory allocated while they are parsed. The best of
 * several runs counts: the first ones pay for compiling.
 */
class MalformedCostTest {
    private static final Duration MOST_TIME = Duration.ofMillis(50);
    private static final long MOST_MEMORY = 64L << 20;
    private static final int RUNS = 15;
    private static final String REPORT = "From: MAILER-DAEMON@mx.example.net\nSubject: Undelivered\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n";

    private final BounceProcessor processor = ShippedTable.processor();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("10,000 nested parts", nested(10_000)),
                Arguments.of(
                        "10,000 parts side by side", REPORT + "--B\nContent-Type: text/plain\n\nx\n".repeat(10_000)),
                Arguments.of("boundaries that lie", lyingBoundaries()),
                Arguments.of("no boundary at all", REPORT.replace("; boundary=B", "") + "--B\n\nx\n".repeat(1_000)),
                Arguments.of("50,000 recipients", recipients(50_000)),
                Arguments.of("an unknown charset", charset("x-nobody-knows")),
                Arguments.of("a charset that decodes to itself", charset("utf-7")),
                Arguments.of(
                        "a charset that guesses", charset("x-JISAutoDetect").repeat(20)),
                Arguments.of("quotes that open no local part", statusOf("\"@")),
                Arguments.of("failed recipients in the header", header("X-Failed-Recipients")),
                Arguments.of("its own recipients by the thousand", header("To")),
                Arguments.of("tags that never close", html()),
                Arguments.of("a dozen attached reports of nothing", attached()),
                Arguments.of("status fields full of garbage", garbageFields()),
                Arguments.of("a line of a million octets", REPORT + "--B\n\n" + "y".repeat(1 << 20)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void staysBelowFiftyMillisecondsAndSixtyFourMebibytes(String shape, String message) {
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        long time = Long.MAX_VALUE;
        long memory = Long.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
            processor.parse(octets);
            time = Math.min(time, threads.getCurrentThreadCpuTime() - cpuBefore);
            memory = Math.min(memory, threads.getCurrentThreadAllocatedBytes() - allocatedBefore);
        }

        assertThat(Duration.ofNanos(time)).as("CPU time of %s", shape).isLessThan(MOST_TIME);
        assertThat(memory).as("octets allocated for %s", shape).isLessThan(MOST_MEMORY);
    }

    private static String nested(int levels) {
        StringBuilder message = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\n\n");
        for (int i = 0; i < levels; i++) {
            message.append("--b")
                    .append(i)
                    .append("\nContent-Type: multipart/mixed; boundary=b")
                    .append(i + 1);
            message.append("\n\n");
        }
        return message.toString();
    }

    private static String lyingBoundaries() {
        return REPORT
                + "--C\n\nnot ours\n--B\nContent-Type: multipart/mixed; boundary=B\n\n--B--\n--BB\n\n".repeat(500);
    }

    private static String recipients(int count) {
        StringBuilder message = new StringBuilder(REPORT)
                .append("--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n");
        for (int i = 0; i < count; i++) {
            message.append("Final-Recipient: rfc822; u")
                    .append(i)
                    .append("@example.org\nAction: failed\nStatus: 5.1.1\n\n");
        }
        return message.append("--B--\n").toString();
    }

    private static String charset(String name) {
        return "Subject: =?" + name + "?Q?=FF=FE?=\nContent-Type: text/plain; charset=" + name + "\n\n"
                + "user unknown <a@b.example>\n".repeat(2_000);
    }

    private static String statusOf(String value) {
        return REPORT + "--B\nContent-Type: message/delivery-status\n\nFinal-Recipient: " + value.repeat(1 << 20);
    }

    private static String header(String name) {
        StringBuilder message = new StringBuilder("From: MAILER-DAEMON@mx.example.net\nSubject: Undelivered\n");
        for (int i = 0; i < 120; i++) {
            message.append(name)
                    .append(": ")
                    .append(("u" + i + "@example.org,").repeat(1_000))
                    .append('\n');
        }
        return message.append("\nYour message could not be delivered to:\n\n")
                .append("<gone@example.org>: 550 unknown\n".repeat(1_400))
                .toString();
    }

    private static String html() {
        return REPORT + ("--B\nContent-Type: text/html\n\n" + ("<".repeat(300) + "@>").repeat(700) + "\n").repeat(9);
    }

    private static String attached() {
        String report =
                "--B\nContent-Type: message/rfc822\n\nFrom: MAILER-DAEMON@mx.example.net\nSubject: Undelivered\n\n"
                        + "could not be deliv\n".repeat(8_000);
        return REPORT + report.repeat(12);
    }

    private static String garbageFields() {
        return REPORT + "--B\nContent-Type: message/delivery-status\n\n"
                + "Final-Recipient: ;;;rfc822;;<<<\nAction: \u00ff\u00fe\nStatus: 9.9.9.9.9\nDiagnostic-Code: ;\n\n"
                        .repeat(2_000);
    }
}
