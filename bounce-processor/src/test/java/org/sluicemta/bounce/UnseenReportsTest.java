package org.sluicemta.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Reports that no mailer writes, put together of what reports are made of: a sentence in one of forty languages
 * ({@code unseen/openings.txt}), an address and what was answered in one of thirty layouts ({@code unseen/layouts.txt}),
 * and the header of a mail system. The same words from a person suppress nobody.
 */
class UnseenReportsTest {
    private static final String RECIPIENT = "jo.doe@dest.example";
    private static final List<String> FROM = List.of(
            "From: Mail Delivery System <MAILER-DAEMON@mx.relay.example>\nReturn-Path: <>\n",
            "From: postmaster@relay.example\nReturn-Path: <>\nAuto-Submitted: auto-replied\n",
            "From: \"Mail System\" <mailer-daemon@relay.example>\nReturn-Path: <mailer-daemon@relay.example>\n",
            "From: MAILER-DAEMON\nReturn-Path: <>\n",
            "From: <>\nReturn-Path: <>\n",
            "From: MAILER-DAEMON@relay.example\n");
    private static final List<String> SUBJECTS = List.of("Delivery failure", "Re: your message", "Fehler", "エラーのお知らせ");

    private final BounceProcessor processor = ShippedTable.processor();

    /** A report's words and what it is made of. */
    private record Words(String name, String text, boolean coded) {
        String from(String header, String subject) {
            return header + "To: b+tok@bounce.sender.example\nSubject: " + subject
                    + "\nContent-Type: text/plain; charset=utf-8\n\n" + text + '\n';
        }
    }

    private static List<Words> all() throws IOException {
        Path folder = Path.of("src/test/resources/unseen");
        List<Words> all = new ArrayList<>();
        for (String opening : Files.readAllLines(folder.resolve("openings.txt"))) {
            for (String layout : Files.readString(folder.resolve("layouts.txt")).split("====\n")) {
                String body = layout.substring(layout.indexOf('\n') + 1)
                        .replace("{address}", RECIPIENT)
                        .replace("{ADDRESS}", RECIPIENT.toUpperCase(Locale.ROOT));
                String text = opening.substring(opening.indexOf('|') + 1) + '\n' + body;
                all.add(new Words(
                        layout.lines().findFirst().orElseThrow() + ": " + opening, text, body.contains("550")));
            }
        }
        return all;
    }

    private ParsedReport parse(String message) {
        return processor.parse(message.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ninetyNineOfAHundredAreReadForWhatTheySay() throws IOException {
        List<String> missed = new ArrayList<>();
        int tried = 0;
        for (Words words : all()) {
            for (String from : FROM) {
                for (String subject : SUBJECTS) {
                    tried++;
                    ParsedReport report = parse(words.from(from, subject));
                    if (!isOf(report, words.coded())) {
                        missed.add(words.name() + " / " + subject + ": " + report.kind() + report.recipients());
                    }
                }
            }
        }

        assertThat(tried).isGreaterThan(70_000);
        assertThat(missed).hasSizeLessThan(tried / 100);
    }

    /** One recipient, and where an answer is quoted what it means. */
    private static boolean isOf(ParsedReport report, boolean coded) {
        if (!(report instanceof ParsedReport.Bounce) || report.recipients().size() != 1) {
            return false;
        }
        ReportedRecipient recipient = report.recipients().getFirst();
        String found = ShippedTable.TABLE
                .classify(recipient.answer(null))
                .responseClass()
                .label();
        return recipient.address().equalsIgnoreCase(RECIPIENT) && (!coded || found.equals("unknown-recipient"));
    }

    @Test
    void noneIsReadFromAPerson() throws IOException {
        List<String> invented = new ArrayList<>();
        for (Words words : all()) {
            for (String subject : List.of("Undelivered Mail Returned to Sender", "Delivery failure", "Question")) {
                String person = "From: Ann <ann@people.example>\nReturn-Path: <ann@people.example>\n";
                ParsedReport report = parse(words.from(person, subject));
                if (report instanceof ParsedReport.Bounce) {
                    invented.add(words.name());
                }
            }
        }

        assertThat(invented).isEmpty();
    }
}
