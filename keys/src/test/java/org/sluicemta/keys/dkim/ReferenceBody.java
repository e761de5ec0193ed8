package org.sluicemta.keys.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;

/** RFC 6376 section 3.4.4 in its plainest form, to hold the streaming one against. */
final class ReferenceBody {
    private ReferenceBody() {}

    static byte[] hash(String body) throws Exception {
        String text = body.replaceAll("[ \t]+", " ").replaceAll(" (\r\n|\\z)", "$1");
        String stripped = text.replaceAll("(\r\n)+\\z", "");
        String canonical = stripped.isEmpty() ? "" : stripped + "\r\n";
        return MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(ISO_8859_1));
    }
}
