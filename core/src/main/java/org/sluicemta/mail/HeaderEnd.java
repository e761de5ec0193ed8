package org.sluicemta.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Finds where the body of a message begins, RFC 5322 section 2.1. */
public final class HeaderEnd {
    private HeaderEnd() {}

    /** Whether the header is pure ASCII. Reads no further than the end of the header or the first octet above 127. */
    public static boolean isAscii(InputStream message) throws IOException {
        InputStream in = new BufferedInputStream(message);
        boolean atLineStart = true;
        for (int octet = in.read(); octet >= 0 && !(octet == '\n' && atLineStart); octet = in.read()) {
            if (octet > 127) {
                return false;
            }
            atLineStart = octet == '\n' || atLineStart && octet == '\r';
        }
        return true;
    }

    /** Reads past the first empty line, or to the end when there is none. Returns the octets read. */
    public static long skip(InputStream message) throws IOException {
        long read = 0;
        boolean atLineStart = true;
        for (int octet = message.read(); octet >= 0; octet = message.read()) {
            read++;
            if (octet == '\n') {
                if (atLineStart) {
                    return read;
                }
                atLineStart = true;
            } else if (octet != '\r') {
                atLineStart = false;
            }
        }
        return read;
    }
}
