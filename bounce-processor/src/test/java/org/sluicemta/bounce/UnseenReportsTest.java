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

    /** One sentence says "closed" beside an answer that says "unknown". */
    private static final List<String> UNKNOWN = List.of("unknown-recipient", "inactive-recipient");

    private static final List<String> UNMARKED = List.of(
            "From: noreply@relay.example\nReturn-Path: <noreply@relay.example>\n",
            "From: \"Relay Mail\" <no-reply@mail.relay.example>\nReturn-Path: <bounces@relay.example>\n",
            "From: do-not-reply@dest.example\nReturn-Path: <do-not-reply@dest.example>\n",
            "From: \"Mail Service\" <mail@relay.example>\nReturn-Path: <mail@relay.example>\n",
            "From: donotreply@relay.example\n",
            "From: system@relay.example\nReturn-Path: <system@relay.example>\n",
            "From: \"Server\" <root@relay.example>\nReturn-Path: <root@relay.example>\n",
            "From: postmaster@relay.example\nReturn-Path: <postmaster@relay.example>\n",
            "From: noreply@relay.example\nReturn-Path: <>\n",
            "From: support@relay.example\nReturn-Path: <>\nAuto-Submitted: auto-replied\n");
    private static final List<String> HELD_SUBJECTS = List.of(
            "Undelivered Mail Returned to Sender",
            "Delivery Status Notification (Failure)",
            "Re: your message",
            "Error",
            "hello");

    private final BounceProcessor processor = ShippedTable.processor();

    /** A report's words and what it is made of. */
    private record Words(String name, String text, boolean coded) {
        String from(String header, String subject) {
            return header + "To: b+tok@bounce.sender.example\nSubject: " + subject
                    + "\nContent-Type: text/plain; charset=utf-8\n\n" + text + '\n';
        }
    }

    private static List<Words> all() throws IOException {
        return words("openings.txt", "layouts.txt");
    }

    private static List<Words> words(String openings, String layouts) throws IOException {
        Path folder = Path.of("src/test/resources/unseen");
        List<Words> all = new ArrayList<>();
        for (String opening : Files.readAllLines(folder.resolve(openings))) {
            for (String layout : Files.readString(folder.resolve(layouts)).split("====\n")) {
                String body = layout.substring(layout.indexOf('\n') + 1)
                        .replace("{address}", RECIPIENT)
                        .replace("{ADDRESS}", RECIPIENT.toUpperCase(Locale.ROOT));
                String text = opening.substring(opening.indexOf('|') + 1) + '\n' + body;
                all.add(new Words(
                        layout.lines().findFirst().orElseThrow() + ": " + opening,
                        text,
                        body.contains("550") || body.contains("5.1.1")));
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
        return recipient.address().equalsIgnoreCase(RECIPIENT) && (!coded || UNKNOWN.contains(found));
    }

    /**
     * Sentences and layouts that no rule was made for, from senders that are hardly marked as machines: what counts is the
     * answer they pass on. Without one there is nothing to tell them from an absence or an acknowledgement.
     */
    @Test
    void ninetyNineOfAHundredAnswersAreReadFromUnmarkedMachines() throws IOException {
        List<String> missed = new ArrayList<>();
        int tried = 0;
        for (Words words : words("held-openings.txt", "held-layouts.txt")) {
            if (!words.coded()) {
                continue;
            }
            for (String from : UNMARKED) {
                for (String subject : HELD_SUBJECTS) {
                    tried++;
                    ParsedReport report = parse(words.from(from, subject));
                    if (!isOf(report, true)) {
                        missed.add(words.name() + " / " + subject + ": " + report.kind() + report.recipients());
                    }
                }
            }
        }

        assertThat(tried).isGreaterThan(50_000);
        assertThat(missed).hasSizeLessThan(tried / 100);
    }

    @Test
    void noneIsReadFromAPerson() throws IOException {
        List<String> invented = new ArrayList<>();
        List<Words> words = new ArrayList<>(all());
        words.addAll(words("held-openings.txt", "held-layouts.txt"));
        noneOf(words, invented);

        assertThat(invented).isEmpty();
    }

    private void noneOf(List<Words> all, List<String> invented) {
        for (Words words : all) {
            for (String subject : List.of("Undelivered Mail Returned to Sender", "Delivery failure", "Question")) {
                String person = "From: Ann <ann@people.example>\nReturn-Path: <ann@people.example>\n";
                ParsedReport report = parse(words.from(person, subject));
                if (report instanceof ParsedReport.Bounce) {
                    invented.add(words.name());
                }
            }
        }
    }
}
