package org.sluicemta.testing.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Complete messages for tests that need one and don't care much which. All end with CRLF, none has doubled dots. */
public final class Messages {
    private static final int LINE = 76;

    private Messages() {}

    /** A short text message without Date and Message-ID. */
    public static byte[] simple(String from, String to, String subject, String text) {
        return heading(from, to, subject).text(text).build();
    }

    /** Text and HTML of the same content. */
    public static byte[] multipart(String from, String to, String subject, String text, String html) {
        return heading(from, to, subject).text(text).html(html).build();
    }

    /** A text message of exactly this many bytes, in lines of 76. */
    public static byte[] ofSize(String from, String to, int bytes) {
        byte[] head = heading(from, to, "A message of " + bytes + " bytes")
                .part("text/plain; charset=us-ascii", "7bit", "")
                .build();
        int room = bytes - head.length;
        if (room < 2) {
            throw new IllegalArgumentException("the header alone takes " + head.length
                    + " bytes, so a message has at least " + (head.length + 2) + ", got " + bytes);
        }
        // Filled from the end, so that the last line is whole and only the first may be short (or, by one, longer).
        byte[] message = Arrays.copyOf(head, bytes);
        Arrays.fill(message, head.length, bytes, (byte) 'x');
        for (int end = bytes; end - 2 >= head.length; end -= LINE + 2) {
            message[end - 2] = '\r';
            message[end - 1] = '\n';
        }
        return message;
    }

    /** 8-bit text: needs 8BITMIME (RFC 6152). */
    public static byte[] eightBit(String from, String to) {
        return heading(from, to, "8bit").text("Grüße aus Köln, 你好, привет\n").build();
    }

    /** Internationalised header fields: needs SMTPUTF8 (RFC 6532). */
    public static byte[] internationalised(String from, String to) {
        return heading(from, to, "Grüße, 你好").text("привет\n").build();
    }

    /** Lines that begin with dots, among them one that is nothing but a dot. */
    public static byte[] dotLines(String from, String to) {
        return heading(from, to, "dots")
                .text(".\n..\n.leading\n...three\nmiddle . dot\n.\n")
                .build();
    }

    /** One line of this many bytes between two short ones; beyond 998 it breaks RFC 5322 section 2.1.1. */
    public static byte[] longLine(String from, String to, int bytes) {
        return heading(from, to, "long line")
                .text("before\n" + "x".repeat(bytes) + "\nafter\n")
                .build();
    }

    /** A body that holds a lone CR, a lone LF and a NUL, which no server may pass on. */
    public static byte[] bareControls(String from, String to) {
        String head = new String(
                heading(from, to, "controls")
                        .part("text/plain; charset=us-ascii", "7bit", "")
                        .build(),
                StandardCharsets.US_ASCII);
        return (head + "lone cr \r lone lf \n nul \0 end\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static MessageBuilder heading(String from, String to, String subject) {
        return new MessageBuilder().from(from).to(to).subject(subject);
    }
}
