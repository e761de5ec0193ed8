package org.sluicemta.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluicemta.phrase.CurrentPhraseBook;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.PhraseGroup;

class BounceProcessorTest {
    private final BounceProcessor processor = ShippedTable.processor();

    /** Phrases are reloaded while the processor runs. */
    @Test
    void readsByThePhrasesInForce() {
        CurrentPhraseBook phrases = new CurrentPhraseBook(ShippedTable.PHRASES);
        BounceProcessor reading = new BounceProcessor(BounceLimits.defaults(), ShippedTable.TABLE, phrases);
        byte[] message = """
                From: Mail Delivery System <mailer-daemon@mx.example.net>
                Return-Path: <>
                Subject: Sad news

                Your letter to the reader named here went quite astray:

                  <jo@example.org>
                """.getBytes(StandardCharsets.UTF_8);
        assertThat(reading.parse(message).evidence().recogniser()).isNotEqualTo("generic");

        phrases.replace(with(PhraseFamily.FAILED, "went quite astray"));

        assertThat(reading.parse(message).evidence().recogniser()).isEqualTo("generic");
    }

    private static PhraseBook with(PhraseFamily family, String phrase) {
        Map<PhraseFamily, PhraseGroup> groups = new EnumMap<>(PhraseFamily.class);
        for (PhraseFamily each : PhraseFamily.values()) {
            groups.put(each, ShippedTable.PHRASES.group(each));
        }
        groups.put(family, new PhraseGroup(List.of(phrase), List.of(), List.of()));
        return new PhraseBook(groups);
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
