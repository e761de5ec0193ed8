package org.sluicemta.smtp.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.sluicemta.smtp.frame.HeaderWatch.Seen;

class HeaderWatchTest {
    private static final String OWN_MARK = "by mx.example.org (Sluice)";

    /** The same however the content is cut. */
    private static Seen scan(String wanted, String content) {
        byte[] octets = content.getBytes(ISO_8859_1);
        Seen whole = scan(wanted, octets, octets.length);
        assertThat(scan(wanted, octets, 1)).isEqualTo(whole);
        assertThat(scan(wanted, octets, 7)).isEqualTo(whole);
        return whole;
    }

    private static Seen scan(String wanted, byte[] octets, int piece) {
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        HeaderWatch watch = new HeaderWatch(passed::write, wanted, OWN_MARK);
        for (int at = 0; at < octets.length; at += piece) {
            watch.write(octets, at, Math.min(piece, octets.length - at));
        }
        assertThat(passed.toByteArray()).isEqualTo(octets);
        return watch.seen();
    }

    @Test
    void findsAFieldThatBeginsLikeReceived() {
        String content =
                "RECEIVED: a\r\n\tby b\r\nRequest-Id: 7\r\nReceived: c\r\nReceive: d\r\n\r\nReceived: body\r\n";
        assertThat(scan("request-id", content)).isEqualTo(new Seen(2, 0, "7", false, null));
        assertThat(scan("received-by", content)).isEqualTo(new Seen(2, 0, null, false, null));
        assertThat(scan("r", "R: 1\r\nReceived: a\r\n")).isEqualTo(new Seen(1, 0, "1", false, null));
    }

    @Test
    void countsTheReceivedFieldsOfThisServer() {
        String own = "Received: from a (192.0.2.1)\r\n\tby mx.example.org (Sluice) with ESMTP id 1;\r\n\tdate\r\n";
        String other = "Received: by mx.example.org.uk (Sluice) with ESMTP id 1\r\n";
        assertThat(scan("key", own + other + own + "X: by mx.example.org (Sluice)\r\n\r\n" + own))
                .isEqualTo(new Seen(3, 2, null, false, null));
    }

    @Test
    void unfoldsTheValue() {
        assertThat(scan("key", "Key:\r\n a\r\n\tb \r\nReceived: c\r\n\r\n"))
                .isEqualTo(new Seen(1, 0, "a\tb", false, null));
        assertThat(scan("key", "Key: \r\n \r\nKey: second\r\nKey: third"))
                .isEqualTo(new Seen(0, 0, "second", false, null));
        assertThat(scan("key", "X: y\r\n Key: z\r\n\r\n")).isEqualTo(new Seen(0, 0, null, false, null));
    }

    @Test
    void saysWhenTheValueIsTooLong() {
        String longest = "k".repeat(Seen.LONGEST_VALUE);
        assertThat(scan("key", "Key: " + longest + " \r\n \r\n")).isEqualTo(new Seen(0, 0, longest, false, null));
        assertThat(scan("key", "Key: " + longest + "\r\n k\r\n").tooLong()).isTrue();
    }

    @Test
    void findsTheFirstMessageIdBesideTheOtherField() {
        String content =
                "message-ID:\r\n <1@a.example>\r\nKey: v\r\nMessage-Id: <2@a.example>\r\n\r\nMessage-ID: <3@b>";
        assertThat(scan("key", content)).isEqualTo(new Seen(0, 0, "v", false, "<1@a.example>"));
        assertThat(scan("message-id", content)).isEqualTo(new Seen(0, 0, "<1@a.example>", false, "<1@a.example>"));
    }

    @Test
    void readsLinesThatAreNoFields() {
        assertThat(scan("key", ":\r\nkey\r\nreceived\r\n: key:\r\nKeyReceivedKey: x\r\nKey: v"))
                .isEqualTo(new Seen(0, 0, "v", false, null));
    }
}
