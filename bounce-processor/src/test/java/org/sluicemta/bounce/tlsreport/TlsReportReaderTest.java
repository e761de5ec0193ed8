package org.sluicemta.bounce.tlsreport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.event.TlsResult;

class TlsReportReaderTest {
    private static final String REPORT = """
            {"organization-name": "Provider Inc.",
             "date-range": {"start-datetime": "2026-06-15T00:00:00Z", "end-datetime": "2026-06-15T23:59:59Z"},
             "contact-info": "tls@provider.example",
             "report-id": "5065427c-23d3",
             "policies": [
              {"policy": {"policy-type": "sts", "policy-string": ["version: STSv1", "mode: testing"],
                "policy-domain": "sender.example", "mx-host": ["*.mail.sender.example"]},
               "summary": {"total-successful-session-count": 5326, "total-failure-session-count": 303},
               "failure-details": [
                {"result-type": "certificate-expired", "sending-mta-ip": "2001:db8:abcd:12::1",
                 "receiving-mx-hostname": "mx1.mail.sender.example", "failed-session-count": 100},
                {"result-type": "certificate-expired", "failed-session-count": 100},
                {"failed-session-count": 3, "result-type": "what-is-this"},
                {"result-type": "starttls-not-supported", "failed-session-count": 200,
                 "failure-reason-code": {"nested": [1, {"deep": true}]}}]},
              {"summary": {"total-successful-session-count": 7, "total-failure-session-count": 0},
               "policy": {"policy-type": "no-policy-found", "policy-domain": "sender.example"}}]}
            """;

    private final TlsReportReader reader = new TlsReportReader();

    private static byte[] zipped(byte[] octets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(octets);
        }
        return out.toByteArray();
    }

    static byte[] mail(String type, byte[] attachment) {
        String base64 = Base64.getMimeEncoder().encodeToString(attachment);
        return ("From: Reports <noreply@tls.provider.example>\r\n"
                        + "TLS-Report-Domain: sender.example\r\n"
                        + "Content-Type: multipart/report; report-type=\"tlsrpt\"; boundary=b\r\n\r\n"
                        + "--b\r\nContent-Type: text/plain\r\n\r\nA report.\r\n"
                        + "--b\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64
                        + "\r\n--b--\r\n")
                .getBytes(ISO_8859_1);
    }

    private static TlsResult result(String result, long sessions) {
        return new TlsResult("sts", "sender.example", result, sessions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/tlsrpt+gzip", "application/gzip", "application/tlsrpt+json", "application/json"})
    void addsUpWhatAReportSays(String type) throws Exception {
        byte[] text = REPORT.getBytes(UTF_8);

        assertThat(reader.read(mail(type, type.endsWith("gzip") ? zipped(text) : text)))
                .isInstanceOfSatisfying(TlsReportMail.Report.class, report -> {
                    assertThat(report.submitter()).isEqualTo("tls.provider.example");
                    assertThat(report.organisation()).isEqualTo("Provider Inc.");
                    assertThat(report.id()).isEqualTo("5065427c-23d3");
                    assertThat(report.results())
                            .containsExactlyInAnyOrder(
                                    result("ok", 5326),
                                    result("certificate-expired", 200),
                                    result("other", 3),
                                    result("starttls-not-supported", 200),
                                    new TlsResult("no-policy-found", "sender.example", "ok", 7));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"policies\":[",
                "{\"policies\":[{\"policy\":",
                "{\"organization-name\":\"x\"}",
                "not json",
                "{\"policies\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]"
            })
    void saysThatAReportCannotBeRead(String json) throws Exception {
        assertThat(reader.read(mail("application/tlsrpt+gzip", zipped(json.getBytes(UTF_8)))))
                .isInstanceOf(TlsReportMail.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"policies\":{}}",
                "{\"policies\":[1,null,\"x\",[],{}]}",
                "{\"policies\":[{\"policy\":7,\"summary\":[],\"failure-details\":{\"a\":1}}]}",
                "{\"policies\":[{\"summary\":{\"total-successful-session-count\":-5}}]}",
                "{\"policies\":[{\"summary\":{\"total-successful-session-count\":99999999999999999999}}]}",
                "{\"policies\":[{\"summary\":{\"total-successful-session-count\":\"many\"}}]}"
            })
    void findsNothingInAReportThatSaysNothing(String json) throws Exception {
        assertThat(reader.read(mail("application/tlsrpt+gzip", zipped(json.getBytes(UTF_8)))))
                .isInstanceOfSatisfying(
                        TlsReportMail.Report.class,
                        report -> assertThat(report.results()).isEmpty());
    }

    @Test
    void keepsSumsWithinALong() throws Exception {
        String json = "{\"policies\":[{\"failure-details\":["
                + "{\"failed-session-count\":9223372036854775807},{\"failed-session-count\":1}]}]}";

        assertThat(reader.read(mail("application/tlsrpt+gzip", zipped(json.getBytes(UTF_8)))))
                .isInstanceOfSatisfying(
                        TlsReportMail.Report.class,
                        report -> assertThat(report.results())
                                .containsExactly(new TlsResult("other", "", "other", Long.MAX_VALUE)));
    }

    /** 64 MiB of blanks are 64 KiB of gzip. */
    @Test
    void unpacksNoMoreThanARealReportHas() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bomb)) {
            zip.write("{\"policies\":[".getBytes(UTF_8));
            byte[] blanks = " ".repeat(1 << 20).getBytes(UTF_8);
            for (int i = 0; i < 64; i++) {
                zip.write(blanks);
            }
            zip.write("]}".getBytes(UTF_8));
        }

        assertThat(reader.read(mail("application/tlsrpt+gzip", bomb.toByteArray())))
                .isInstanceOfSatisfying(
                        TlsReportMail.Unreadable.class,
                        bad -> assertThat(bad.why())
                                .contains("more than " + TlsReportReader.MOST_UNPACKED + " octets"));
    }

    @Test
    void keepsNoMoreResultsThanARealReportHas() throws Exception {
        StringBuilder json = new StringBuilder("{\"policies\":[");
        for (int i = 0; i < 1_000; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"policy\":{\"policy-domain\":\"d")
                    .append(i)
                    .append("\"},\"summary\":{\"total-successful-session-count\":1}}");
        }
        json.append("]}");

        assertThat(reader.read(
                        mail("application/tlsrpt+gzip", zipped(json.toString().getBytes(UTF_8)))))
                .isInstanceOfSatisfying(
                        TlsReportMail.Unreadable.class,
                        bad -> assertThat(bad.why()).contains("different results"));
    }

    @Test
    void saysThatAReportIsNotCompressed() throws Exception {
        assertThat(reader.read(mail("application/tlsrpt+gzip", REPORT.getBytes(UTF_8))))
                .isInstanceOf(TlsReportMail.Unreadable.class);
    }

    @Test
    void findsNoneInOrdinaryMail() throws Exception {
        assertThat(reader.read("From: a@b.example\r\n\r\nhello\r\n".getBytes(UTF_8)))
                .isInstanceOf(TlsReportMail.None.class);
    }
}
