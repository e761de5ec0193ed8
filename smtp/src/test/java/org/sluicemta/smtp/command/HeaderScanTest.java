package org.sluicemta.smtp.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeaderScanTest {
    private static HeaderScan scan(String wanted, String content) throws IOException {
        return HeaderScan.of(
                new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1)),
                wanted,
                "by mx.example.org (Sluice)");
    }

    @Test
    void findsAFieldThatBeginsLikeReceived() throws IOException {
        String content =
                "RECEIVED: a\r\n\tby b\r\nRequest-Id: 7\r\nReceived: c\r\nReceive: d\r\n\r\nReceived: body\r\n";
        assertThat(scan("request-id", content)).isEqualTo(new HeaderScan(2, 0, "7", false));
        assertThat(scan("received-by", content)).isEqualTo(new HeaderScan(2, 0, null, false));
        assertThat(scan("r", "R: 1\r\nReceived: a\r\n")).isEqualTo(new HeaderScan(1, 0, "1", false));
    }

    @Test
    void countsTheReceivedFieldsOfThisServer() throws IOException {
        String own = "Received: from a (192.0.2.1)\r\n\tby mx.example.org (Sluice) with ESMTP id 1;\r\n\tdate\r\n";
        String other = "Received: by mx.example.org.uk (Sluice) with ESMTP id 1\r\n";
        assertThat(scan("key", own + other + own + "X: by mx.example.org (Sluice)\r\n\r\n" + own))
                .isEqualTo(new HeaderScan(3, 2, null, false));
    }

    @Test
    void countsAllFieldsOfALongHeaderInAFile() throws IOException {
        String field = "Received: from a (192.0.2.1)\r\n\tby mx.example.org (Sluice) with ESMTP id 1\r\n";
        byte[] octets = (field.repeat(200) + "Key: v\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        InputStream withoutMark =
                new SequenceInputStream(new ByteArrayInputStream(octets), InputStream.nullInputStream());
        assertThat(HeaderScan.of(withoutMark, "key", "by mx.example.org (Sluice)"))
                .isEqualTo(new HeaderScan(200, 200, "v", false));
    }

    @Test
    void unfoldsTheValue() throws IOException {
        assertThat(scan("key", "Key:\r\n a\r\n\tb \r\nReceived: c\r\n\r\n"))
                .isEqualTo(new HeaderScan(1, 0, "a\tb", false));
        assertThat(scan("key", "Key: \r\n \r\nKey: second\r\nKey: third"))
                .isEqualTo(new HeaderScan(0, 0, "second", false));
        assertThat(scan("key", "X: y\r\n Key: z\r\n\r\n")).isEqualTo(new HeaderScan(0, 0, null, false));
    }

    @Test
    void saysWhenTheValueIsTooLong() throws IOException {
        String longest = "k".repeat(HeaderScan.LONGEST_VALUE);
        assertThat(scan("key", "Key: " + longest + " \r\n \r\n")).isEqualTo(new HeaderScan(0, 0, longest, false));
        assertThat(scan("key", "Key: " + longest + "\r\n k\r\n").tooLong()).isTrue();
    }

    @Test
    void readsLinesThatAreNoFields() throws IOException {
        assertThat(scan("key", ":\r\nkey\r\nreceived\r\n: key:\r\nKeyReceivedKey: x\r\nKey: v"))
                .isEqualTo(new HeaderScan(0, 0, "v", false));
    }
}
