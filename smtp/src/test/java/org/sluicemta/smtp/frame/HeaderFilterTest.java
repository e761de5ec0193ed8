package org.sluicemta.smtp.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.listener.HeaderLimits;

class HeaderFilterTest {
    private record Filtered(String text, @Nullable String fault) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # what came                             | what is passed on
            From: a@x~To: b@y~~text~                | From: a@x~To: b@y~~text~
            From: a@x~text~more~                    | From: a@x~~text~more~
            From: a@x~no colon: in a name~          | From: a@x~~no colon: in a name~
            From: a@x~: no name~                    | From: a@x~~: no name~
            From: a@x~b\u00fccher: x~                    | From: a@x~~b\u00fccher: x~
            From: a@x~DQpTR1Z5Z~DQpTR1Z5Z~          | From: a@x~~DQpTR1Z5Z~DQpTR1Z5Z~
            text alone~                             | ~text alone~
            ~text after nothing~                    | ~text after nothing~
            ' indented~  more~'                     | '~ indented~  more~'
            ' X: y~'                                | '~ X: y~'
            From: a@x~                              | From: a@x~~
            From: a@x                               | From: a@x~~
            From: a@x~half                          | From: a@x~~half
            ''                                      | ~
            From shop Mon Nov 23 09:00:00 2026~From: a@x~~t~ | From: a@x~~t~
            >From shop Mon Nov 23~From: a@x~~t~     | From: a@x~~t~
            >>From - Mon~From - Tue~From: a@x~~t~   | From: a@x~~t~
            From shop Mon~ folded~                  | '~ folded~'
            From: a@x~From shop Mon~~t~             | From: a@x~~From shop Mon~~t~
            Fromage is good~                        | ~Fromage is good~
            From : a@x~Subject~\t: y~~t~            | From: a@x~~Subject~\t: y~~t~
            Subject \t: y~~t~                       | Subject: y~~t~
            Bcc: c@z~To: b@y~~t~                    | To: b@y~~t~
            To: b@y~BCC : c@z,~ d@z~\te@z~X: y~~t~  | To: b@y~X: y~~t~
            Resent-Bcc: c@z~Content-Length: 3~Return-Path: <a@x>~X: y~~t~ | X: y~~t~
            Bccx: c@z~X-Bcc: y~~Bcc: body~          | Bccx: c@z~X-Bcc: y~~Bcc: body~
            X: y~Bcc: c@z                           | X: y~~
            X: y~ ~ z~~t~                           | X: y~ ~ z~~t~
            """)
    void putsTheHeaderInForm(String came, String passed) {
        String input = came.replace("~", "\r\n");
        Filtered expected = new Filtered(passed.replace("~", "\r\n"), null);
        assertThat(filter(HeaderLimits.DEFAULTS, input)).isEqualTo(expected);
        assertThat(filter(HeaderLimits.DEFAULTS, input.split("(?!^)"))).isEqualTo(expected);
        for (int cut = 1; cut < input.length(); cut++) {
            assertThat(filter(HeaderLimits.DEFAULTS, input.substring(0, cut), input.substring(cut)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void takesALineWithoutColonForTextHoweverLongItIs() {
        String line = "x".repeat(100_000);
        assertThat(filter(HeaderLimits.DEFAULTS, "From: a@x\r\n" + line + "\r\n"))
                .isEqualTo(new Filtered("From: a@x\r\n\r\n" + line + "\r\n", null));
    }

    @Test
    void allowsAHeaderUpToItsLimitsAndNoMore() {
        HeaderLimits limits = new HeaderLimits(100, 5, 50);
        assertThat(filter(limits, "A: b\r\n".repeat(5) + "\r\n" + "C: d\r\n".repeat(100)).fault)
                .isNull();
        assertThat(filter(limits, "A: b\r\n".repeat(6) + "\r\n").fault).isEqualTo("more than 5 header fields");
        assertThat(filter(limits, "A: " + "b".repeat(45) + "\r\n\r\n").fault).isNull();
        assertThat(filter(limits, "A: " + "b".repeat(46) + "\r\n\r\n").fault)
                .isEqualTo("a header field of more than 50 octets");
        assertThat(filter(limits, ("A: " + "b".repeat(30) + "\r\n").repeat(3) + "\r\n").fault)
                .isEqualTo("a header of more than 100 octets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\r\n", " folded\r\n", "bcc: y\r\n", "a:\r\n", "a", " "})
    void holdsAndPassesOnNoMoreThanTheLimitOfAHeaderWithoutEnd(String part) {
        HeaderFilterTest.Counting counting = new Counting();
        HeaderFilter filter = new HeaderFilter(counting, new HeaderLimits(10_000, 1_000, 5_000));
        byte[] octets = ("A: b\r\nC:" + part.repeat(1_000)).getBytes(ISO_8859_1);
        byte[] more = part.repeat(1_000).getBytes(ISO_8859_1);
        filter.write(octets, 0, octets.length);
        for (int i = 0; i < 50; i++) {
            filter.write(more, 0, more.length);
        }
        filter.end();
        assertThat(filter.fault()).isNotNull();
        assertThat(counting.octets).isLessThanOrEqualTo(10_000);
    }

    private static Filtered filter(HeaderLimits limits, String... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HeaderFilter filter = new HeaderFilter(out::write, limits);
        for (String piece : pieces) {
            byte[] octets = ("#" + piece).getBytes(ISO_8859_1);
            filter.write(octets, 1, octets.length - 1);
        }
        filter.end();
        return new Filtered(out.toString(ISO_8859_1), filter.fault());
    }

    private static final class Counting implements ContentSink {
        private long octets;

        @Override
        public void write(byte[] bytes, int offset, int length) {
            octets += length;
        }
    }
}
