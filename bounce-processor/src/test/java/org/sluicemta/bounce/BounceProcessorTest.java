package org.sluicemta.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluicemta.phrase.CurrentPhraseBook;
import org.sluicemta.phrase.Mailer;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.PhraseGroup;

class BounceProcessorTest {
    private final BounceProcessor processor = ShippedTable.processor();
    private final CurrentPhraseBook phrases = new CurrentPhraseBook(ShippedTable.PHRASES);
    private final BounceProcessor reading = new BounceProcessor(BounceLimits.defaults(), ShippedTable.TABLE, phrases);

    /** Phrases are reloaded while the processor runs. */
    @Test
    void readsByThePhrasesInForce() {
        byte[] message = report("""
                Your letter to the reader named here went quite astray:

                  <jo@example.org>
                """);
        assertThat(reading.parse(message).evidence().recogniser()).isNotEqualTo("generic");

        phrases.replace(with(PhraseFamily.FAILED, "went quite astray"));

        assertThat(reading.parse(message).evidence().recogniser()).isEqualTo("generic");
    }

    /** The examples that are shipped are whole: the mailer's layout finds the address in each. */
    @Test
    void readsTheExamplesOfEveryMailer() {
        int read = 0;
        for (Mailer mailer : ShippedTable.PHRASES.mailers()) {
            for (String example : mailer.examples()) {
                ParsedReport report = parse("From: MAILER-DAEMON@mx.example.net\nReturn-Path: <>\n"
                        + "Subject: Undelivered mail\n"
                        + "Content-Type: text/plain; charset=utf-8\n\n" + example + "\n");
                assertThat(report.evidence().recogniser()).as(example).isEqualTo(mailer.name());
                assertThat(report.recipients())
                        .as(example)
                        .extracting(ReportedRecipient::address)
                        .containsExactly("jo@example.org");
                read++;
            }
        }
        assertThat(read).isGreaterThan(20);
    }

    /** A mailer of a new kind is recognised from the next message on. */
    @Test
    void readsByTheMailersInForce() {
        byte[] message = report("""
                Slowpoke tried. These did not get it:
                jo@example.org
                because
                550 5.1.1 nobody of that name lives here
                """);
        assertThat(reading.parse(message).evidence().recogniser()).isNotEqualTo("slowpoke");

        Mailer slowpoke = Mailer.described(
                "slowpoke",
                Mailer.Layout.LIST,
                Map.of(
                        Mailer.Part.KNOWN, List.of("slowpoke tried"),
                        Mailer.Part.LIST_AFTER, List.of("did not get it:"),
                        Mailer.Part.LIST_UNTIL, List.of("because"),
                        Mailer.Part.REASON_AFTER, List.of("because")),
                List.of(),
                List.of());
        phrases.replace(new PhraseBook(groups(), List.of(slowpoke)));

        ParsedReport report = reading.parse(message);
        assertThat(report.evidence().recogniser()).isEqualTo("slowpoke");
        assertThat(report.recipients()).singleElement().satisfies(jo -> {
            assertThat(jo.address()).isEqualTo("jo@example.org");
            assertThat(jo.diagnostic()).isEqualTo("550 5.1.1 nobody of that name lives here");
        });
    }

    private static byte[] report(String text) {
        return ("From: Mail Delivery System <mailer-daemon@mx.example.net>\nReturn-Path: <>\nSubject: Sad news\n\n"
                        + text)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static PhraseBook with(PhraseFamily family, String phrase) {
        Map<PhraseFamily, PhraseGroup> groups = groups();
        groups.put(family, new PhraseGroup(List.of(phrase), List.of(), List.of()));
        return new PhraseBook(groups, ShippedTable.PHRASES.mailers());
    }

    private static Map<PhraseFamily, PhraseGroup> groups() {
        Map<PhraseFamily, PhraseGroup> groups = new EnumMap<>(PhraseFamily.class);
        for (PhraseFamily each : PhraseFamily.values()) {
            groups.put(each, ShippedTable.PHRASES.group(each));
        }
        return groups;
    }

    @Test
    void readsFailedRecipientOfDsn() {
        ParsedReport report = parse("""
                From: MAILER-DAEMON@mx.example.net
                To: b+token123@bounce.example.com
                Content-Type: multipart/report; report-type=delivery-status; boundary="AA"

                --AA
                Content-Type: text/plain

                Sorry.
                --AA
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net
                Original-Envelope-Id: env-7

                Final-Recipient: rfc822; jo@example.org
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; mail.example.org
                Diagnostic-Code: smtp; 550 5.1.1 <jo@example.org>:
                 no such user

                --AA
                Content-Type: message/rfc822

                Return-Path: <b+token123@bounce.example.com>
                Message-ID: <m1@example.com>
                Sluice-Token: token123
                Subject: Hello

                Hi
                --AA--
                """);

        assertThat(report).isInstanceOf(ParsedReport.Bounce.class);
        assertThat(report.recipients())
                .containsExactly(new ReportedRecipient(
                        "jo@example.org",
                        Severity.PERMANENT,
                        "5.1.1",
                        550,
                        "failed",
                        "550 5.1.1 <jo@example.org>: no such user",
                        "mail.example.org"));
        assertThat(report.reportingMta()).isEqualTo("mx.example.net");
        assertThat(report.originalMessageId()).isEqualTo("m1@example.com");
        assertThat(report.originalReturnPath()).isEqualTo("b+token123@bounce.example.com");
        assertThat(report.evidence().envelopeId()).isEqualTo("env-7");
        assertThat(report.tokenCandidates()).startsWith("token123").contains("b+token123@bounce.example.com");
    }

    @Test
    void readsComplaint() {
        ParsedReport report = parse("""
                From: fbl@provider.example
                To: fbl@bounce.example.com
                Content-Type: multipart/report; report-type=feedback-report; boundary=BB

                --BB
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: Loop/1.0
                Version: 1
                Original-Mail-From: <b+t@bounce.example.com>
                Original-Rcpt-To: <jo@example.org>

                --BB
                Content-Type: message/rfc822

                Message-ID: <m2@example.com>

                Buy
                --BB--
                """);

        assertThat(report).isInstanceOf(ParsedReport.Complaint.class);
        assertThat(report.feedbackType()).isEqualTo("abuse");
        assertThat(report.recipients()).extracting(ReportedRecipient::address).containsExactly("jo@example.org");
        assertThat(report.originalReturnPath()).isEqualTo("b+t@bounce.example.com");
    }

    @Test
    void findsNothingInOrdinaryMail() {
        assertThat(parse("From: a@example.com\nTo: b@example.com\nSubject: Lunch\n\nAt noon?\n"))
                .isInstanceOf(ParsedReport.NotAReport.class);
    }

    @Test
    void findsNothingInNoBytes() {
        assertThat(parse("").kind()).isEqualTo("none");
    }

    private ParsedReport parse(String message) {
        return processor.parse(message.getBytes(StandardCharsets.UTF_8));
    }
}
