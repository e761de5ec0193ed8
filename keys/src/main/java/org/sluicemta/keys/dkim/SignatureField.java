package org.sluicemta.keys.dkim;

import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A DKIM-Signature field, folded. Relaxed canonicalisation turns a fold and the space after it into one space, so folds
 * are only where that space belongs: between tags and in the list of names. Inside b= they may be anywhere.
 */
final class SignatureField {
    private static final int LINE = 76;
    private static final String FOLD = "\r\n ";

    private final String unsigned;

    SignatureField(DkimKey key, List<String> signedNames, String bodyHash, Instant at) {
        StringBuilder out = new StringBuilder(512);
        out.append("DKIM-Signature: v=1; a=").append(key.algorithm().tag()).append("; c=relaxed/relaxed;");
        out.append(FOLD).append("d=").append(key.domain()).append(';');
        out.append(FOLD).append("s=").append(key.selector()).append("; t=").append(at.getEpochSecond());
        out.append(';').append(FOLD);
        appendNames(out, signedNames);
        out.append(';').append(FOLD).append("bh=").append(bodyHash).append(';');
        unsigned = out.append(FOLD).append("b=").toString();
    }

    String unsigned() {
        return unsigned;
    }

    String signed(byte[] signature) {
        String text = Base64.getEncoder().encodeToString(signature);
        StringBuilder out = new StringBuilder(unsigned.length() + text.length() + 32).append(unsigned);
        int room = LINE - " b=".length();
        for (int at = 0; at < text.length(); at += room, room = LINE - 1) {
            if (at > 0) {
                out.append(FOLD);
            }
            out.append(text, at, Math.min(text.length(), at + room));
        }
        return out.toString();
    }

    /** RFC 6376 section 3.5, h=: folding white space is allowed after a colon. */
    private static void appendNames(StringBuilder out, List<String> names) {
        int lineStart = out.length() - 1;
        out.append("h=");
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                out.append(':');
                if (out.length() - lineStart + names.get(i).length() >= LINE) {
                    out.append(FOLD);
                    lineStart = out.length() - 1;
                }
            }
            out.append(names.get(i));
        }
    }
}
