package org.sluicemta.assembly;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** Messages as scripts, old programs and attackers write them, all of which are accepted. */
final class HostileContent {
    private static final String FIELDS = "From: a@acme.example\r\nTo: b@y.example\r\nSubject: s\r\n";
    private static final String MULTIPART =
            FIELDS + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n";

    private HostileContent() {}

    /** Each by a name that is the local part of its recipient; a character for each octet. */
    static Map<String, String> all() {
        Map<String, String> corpus = new LinkedHashMap<>();
        corpus.put("plain", FIELDS + "\r\ntext\r\n");
        corpus.put("no-empty-line", FIELDS + "This text follows at once: it is no field\r\nmore\r\n");
        corpus.put("base64-at-once", FIELDS + "TG9yZW0gaXBzdW0gZG9sb3I\r\n".repeat(40_000));
        corpus.put("mailbox-line", "From shop Mon Nov 23 09:00:00 2026\r\n" + FIELDS + "\r\ntext\r\n");
        corpus.put("quoted-mailbox-line", ">From shop Mon Nov 23 09:00:00 2026\r\n" + FIELDS + "\r\ntext\r\n");
        corpus.put(
                "bcc", "Bcc: c@z.example,\r\n\td@z.example\r\n" + FIELDS + "Resent-Bcc: e@z.example\r\n\r\ntext\r\n");
        corpus.put("return-path", "Return-Path: <x@x.example>\r\nContent-Length: 3\r\n" + FIELDS + "\r\ntext\r\n");
        corpus.put("no-body", FIELDS);
        corpus.put("empty-body", FIELDS + "\r\n");
        corpus.put("blank-lines", FIELDS + "\r\n\r\n \r\n\t\r\ntext \t \r\n\r\n\r\n");
        corpus.put("blank-before-colon", "From : a@acme.example\r\nSubject\t: x\r\n\r\ntext\r\n");
        corpus.put("folded", "From: A\r\n <a@acme.example>\r\nSubject: a\r\n\tb\r\n  c\r\n\r\ntext\r\n");
        corpus.put("comma", "From: Muster, Hans <a@acme.example>\r\nSubject: s\r\n\r\ntext\r\n");
        corpus.put("semicolon", "From: A; B <a@acme.example>\r\nSubject: s\r\n\r\ntext\r\n");
        corpus.put("angles", "From: A <b> C <a@acme.example>\r\nSubject: s\r\n\r\ntext\r\n");
        corpus.put("group", "From: Team: a@acme.example;\r\nSubject: s\r\n\r\ntext\r\n");
        corpus.put("dot", "From: <a@acme.example.>\r\nSubject: s\r\n\r\ntext\r\n");
        corpus.put("latin-1", "From: M\u00fcller, J <a@acme.example>\r\nSubject: \u00fc\r\n\r\n\u00fc\u00e4\r\n");
        corpus.put("utf-8", latin(FIELDS + "X-Name: gr\u00fc\u00df\r\n\r\n\u4f8b\r\n"));
        corpus.put("dots", FIELDS + "\r\n..\r\n.x\r\n...\r\nFrom here\r\n>From there\r\n");
        corpus.put("long-field", FIELDS + "X-Ids: " + "0123456789 ".repeat(500) + "\r\n\r\ntext\r\n");
        corpus.put("long-word", FIELDS + "X-Id: " + "z".repeat(5_000) + "\r\n\r\ntext\r\n");
        corpus.put("long-html", html("<p class=\"a b\">words </p>".repeat(2_000)));
        corpus.put("long-script", html("<script>" + "x=1;".repeat(5_000) + "</script>"));
        corpus.put("long-base64", encoded("base64", "TG9yZW0gaXBzdW0g".repeat(2_000)));
        corpus.put("long-utf-8", latin(html("\u20ac".repeat(3_000))));
        corpus.put("long-and-dots", FIELDS + "\r\n" + ("." + "y".repeat(999)).repeat(3) + "\r\n");
        corpus.put("quoted-printable", encoded("quoted-printable", "a=3D=\r\n=2E\r\n.=20\r\n=\r\n"));
        corpus.put("wrong-boundary", MULTIPART + "--other\r\n\r\ntext\r\n--other--\r\n");
        corpus.put("open-multipart", MULTIPART + "--x\r\n\r\ntext\r\n");
        corpus.put(
                "nested", MULTIPART + "--x\r\nContent-Type: message/rfc822\r\n\r\n" + FIELDS + "\r\nin\r\n--x--\r\n");
        corpus.put("no-from", "To: b@y.example\r\nSubject: s\r\nFrom: a@acme.example\r\n\r\ntext\r\n");
        corpus.put("two-subjects", FIELDS + "Subject: again\r\n\r\ntext\r\n");
        corpus.put("tabs", "From:\ta@acme.example\r\nSubject:\r\n\ts\r\n\r\n\ttext\r\n");
        corpus.put("controls", FIELDS + "\r\n\u001b[2J\u0007\u007f\r\n");
        corpus.put("many-fields", FIELDS + "X-Many: y\r\n".repeat(900) + "\r\ntext\r\n");
        return corpus;
    }

    private static String html(String body) {
        return FIELDS + "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body + "\r\n";
    }

    private static String encoded(String encoding, String body) {
        return FIELDS + "MIME-Version: 1.0\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: " + encoding
                + "\r\n\r\n" + body + "\r\n";
    }

    private static String latin(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
