package org.sluicemta.delivery;

import java.util.Locale;

/** Messages that come back. */
final class Reports {
    private Reports() {}

    static String bounce(String recipient, String status, String words) {
        return String.format(Locale.ROOT, """
                From: MAILER-DAEMON@mx.gmail.test
                Subject: failure
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="x"

                --x
                Content-Type: text/plain

                It failed.
                --x
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.gmail.test

                Final-Recipient: rfc822; %s
                Action: failed
                Status: %s
                Diagnostic-Code: smtp; %s %s

                --x--
                """, recipient, status, diagnosticOf(status), words)
                .replace("\n", "\r\n");
    }

    static String complaint() {
        return """
                From: fbl@provider.test
                Subject: complaint
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="x"

                --x
                Content-Type: text/plain

                Somebody complained.
                --x
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: test/1
                Version: 1

                --x
                Content-Type: message/rfc822

                From: a@acme.example
                Subject: offer

                --x--
                """.replace("\n", "\r\n");
    }

    /** {@code 550 5.1.1}. */
    private static String diagnosticOf(String status) {
        return status.charAt(0) + "50 " + status;
    }
}
