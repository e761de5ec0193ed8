package org.sluicemta.gateway.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.mail.EmailAddress;

/** RFC 8460 section 3. */
class ReportRecordTest {
    private static List<String> targets(String... texts) {
        return ReportRecord.targets(Arrays.asList(texts));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v=TLSRPTv1;rua=mailto:reports@example.com | mailto:reports@example.com
            v=TLSRPTv1; rua=https://reporting.example.com/v1/tlsrpt | https://reporting.example.com/v1/tlsrpt
            v=TLSRPTv1; rua=mailto:a@example.com , https://b.example/ ; | mailto:a@example.com https://b.example/
            v=TLSRPTv1; new=thing; rua=mailto:a@example.com | mailto:a@example.com
            v=TLSRPTv1; rua=ftp://a.example/,mailto:a@example.com | mailto:a@example.com
            v=TLSRPTv1; rua=mailto:a@example.com,mailto:a@example.com | mailto:a@example.com
            """)
    void readsWhereReportsGo(String record, String expected) {
        assertThat(targets(record)).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=TLSRPTv1",
                "v=TLSRPTv1;",
                "v=TLSRPTv2; rua=mailto:a@example.com",
                "v=tlsrptv1; rua=mailto:a@example.com",
                " v=TLSRPTv1; rua=mailto:a@example.com",
                "rua=mailto:a@example.com; v=TLSRPTv1;",
                "v=TLSRPTv1; rua=mailto:a@example.com; what is this",
                "v=TLSRPTv1; rua=mailto:a@example.com; rua=mailto:b@example.com; ;x",
                "v=TLSRPTv1; rua=",
                "v=TLSRPTv1; rua=http://a.example/",
                "v=TLSRPTv1; rua=mailto:"
            })
    void findsNothingInARecordThatIsNotValid(String record) {
        assertThat(targets(record)).isEmpty();
    }

    @Test
    void wantsExactlyOneRecord() {
        String one = "v=TLSRPTv1; rua=mailto:a@example.com";

        assertThat(targets()).isEmpty();
        assertThat(targets(one, one)).isEmpty();
        assertThat(targets("v=spf1 -all", one, "v=TLSRPTv10; rua=mailto:b@example.com"))
                .hasSize(1);
    }

    @Test
    void sendsToAFewTargetsAtMost() {
        StringBuilder record = new StringBuilder("v=TLSRPTv1; rua=mailto:0@example.com");
        for (int i = 1; i < 1000; i++) {
            record.append(",mailto:").append(i).append("@example.com");
        }

        assertThat(targets(record.toString())).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "mailto:a%2Bb@example.com, a+b@example.com",
        "MAILTO:a@EXAMPLE.com, a@example.com",
        "mailto:a@example.com?subject=x&bcc=c@example.com, a@example.com",
        "mailto:a%40b@example.com, ",
        "mailto:a%0D%0ABcc:c@example.com, ",
        "mailto:<a@example.com>, ",
        "mailto:a@[192.0.2.1], ",
        "'mailto:a@example.com,b@example.com', ",
        "mailto:a@b@example.com, "
    })
    void readsMailboxes(String uri, String address) {
        assertThat(ReportTarget.of(uri))
                .isEqualTo(
                        Optional.ofNullable(address).map(text -> new ReportTarget.Mailbox(EmailAddress.parse(text))));
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, a.example, 443, /",
        "https://A.example:8443/v1/r?x=1#y, a.example, 8443, /v1/r?x=1",
        "https://user@a.example/, , 0, ",
        "https://192.0.2.1/, , 0, ",
        "https://[2001:db8::1]/, , 0, ",
        "https:///x, , 0, ",
        "https://a.example:99999/, , 0, "
    })
    void readsHosts(String uri, String host, int port, String path) {
        Optional<ReportTarget> expected =
                host == null ? Optional.empty() : Optional.of(new ReportTarget.Web(host, port, path));

        assertThat(ReportTarget.of(uri)).isEqualTo(expected);
    }

    @Test
    void readsNoEndlessUri() {
        assertThat(ReportTarget.of("https://a.example/" + "x".repeat(300))).isEmpty();
    }
}
