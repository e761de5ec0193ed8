package org.sluicemta.mailets;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrlfStreamTest {
    @ParameterizedTest
    @CsvSource({"a, a", "a|b, a|b", "a/b, a|b", "a+b, a|b", "a+|b/, a||b|", "//, ||", "|, |", "+, |", "a/|b, a||b"})
    void endsEveryLineOnce(String given, String repaired) throws Exception {
        byte[] octets =
                given.replace("|", "\r\n").replace('/', '\n').replace('+', '\r').getBytes(US_ASCII);
        try (CrlfStream stream = new CrlfStream(new ByteArrayInputStream(octets))) {
            assertThat(new String(stream.readAllBytes(), US_ASCII)).isEqualTo(repaired.replace("|", "\r\n"));
        }
    }

    @Test
    void mendsWhereverItsInputIsCut() throws Exception {
        byte[] octets = "0123456\r\n\n\r".repeat(20_000).getBytes(US_ASCII);
        try (CrlfStream stream = new CrlfStream(new ByteArrayInputStream(octets))) {
            assertThat(stream.readAllBytes())
                    .isEqualTo("0123456\r\n\r\n\r\n".repeat(20_000).getBytes(US_ASCII));
        }
    }

    @Test
    void leavesAFoldedFieldAsItIsAndFoldsWhatIsBroken() {
        assertThat(CrlfStream.ofField("A: b\r\n\tc  d\r\n e")).isEqualTo("A: b\r\n\tc  d\r\n e");
        assertThat(CrlfStream.ofField("A: b\nc\r d\r\n\r\ne\n")).isEqualTo("A: b\r\n c\r\n d\r\n e");
    }

    @Test
    void foldsALineThatIsTooLong() {
        String field = "X-Ids: " + "0123456789 ".repeat(200) + "z".repeat(2_500);

        String folded = CrlfStream.ofField(field);

        assertThat(folded.lines()).allMatch(line -> line.length() <= 998);
        assertThat(folded.replace("\r\n", "").replace(" ", "")).isEqualTo(field.replace(" ", ""));
        assertThat(CrlfStream.ofField(folded)).isEqualTo(folded);
    }
}
