package org.sluicemta.delivery.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.junit.jupiter.api.Test;

class QuotedPrintableTest {
    @Test
    void writesAsciiOnlyInShortLines() {
        String text = "Postf\u00e4cher voll = ja \r\n" + "\u4f60\u597d".repeat(100) + "\r\n\r\nend";

        String encoded = QuotedPrintable.encode(text);

        assertThat(encoded).startsWith("Postf=C3=A4cher voll =3D ja=20\r\n").endsWith("\r\n\r\nend");
        assertThat(encoded.split("\r\n")).allMatch(line -> line.length() <= 76);
        assertThat(encoded.chars()).allMatch(c -> c < 0x80);
    }

    @Test
    void anotherReaderDecodesWhatItWrites() throws Exception {
        Random random = new Random(2045);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(200); j > 0; j--) {
                text.append(random.nextInt(12) == 0 ? "\r\n" : String.valueOf((char) (32 + random.nextInt(500))));
            }
            byte[] encoded = QuotedPrintable.encode(text.toString()).getBytes(StandardCharsets.US_ASCII);
            try (InputStream decoded = new QuotedPrintableInputStream(new ByteArrayInputStream(encoded))) {
                assertThat(new String(decoded.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(text.toString());
            }
        }
    }
}
