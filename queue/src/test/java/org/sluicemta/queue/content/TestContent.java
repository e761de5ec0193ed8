package org.sluicemta.queue.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.MessageContent;

/** Content that can be told apart: its octets follow from a number. */
final class TestContent {
    private TestContent() {}

    static byte[] octets(long number, int size) {
        byte[] octets = new byte[size];
        new Random(number).nextBytes(octets);
        return octets;
    }

    static MessageContent of(long number, int size) {
        return new BytesContent(octets(number, size));
    }

    static byte[] read(MessageContent content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.writeTo(out);
        return out.toByteArray();
    }
}
