package org.sluicemta.keys.dkim;

import java.security.MessageDigest;

/**
 * Hashes a body in relaxed canonicalisation (RFC 6376 section 3.4.4) as it is streamed: runs of white space become one
 * space, white space at line ends and empty lines at the end are removed, an incomplete last line is completed, and an
 * empty body stays empty. So white space is held back, as flags and a count, until something follows it.
 */
final class RelaxedBodyDigest {
    private final MessageDigest digest;
    private final byte[] out = new byte[8 * 1024];
    private int length;
    private long lineEndsHeld;
    private boolean spaceHeld;
    private boolean returnHeld;
    private boolean hasContent;

    RelaxedBodyDigest(MessageDigest digest) {
        this.digest = digest;
    }

    void update(byte[] octets, int count) {
        for (int i = 0; i < count; i++) {
            byte octet = octets[i];
            if (octet == '\n' && returnHeld) {
                returnHeld = false;
                spaceHeld = false;
                lineEndsHeld++;
            } else {
                update(octet);
            }
        }
    }

    byte[] finish() {
        releaseReturn();
        if (hasContent) {
            writeLineEnd();
        }
        digest.update(out, 0, length);
        return digest.digest();
    }

    private void update(byte octet) {
        releaseReturn();
        if (octet == '\r') {
            returnHeld = true;
        } else if (octet == ' ' || octet == '\t') {
            spaceHeld = true;
        } else {
            content(octet);
        }
    }

    /** A carriage return that doesn't end a line is content like any other octet. */
    private void releaseReturn() {
        if (returnHeld) {
            returnHeld = false;
            content((byte) '\r');
        }
    }

    private void content(byte octet) {
        for (; lineEndsHeld > 0; lineEndsHeld--) {
            writeLineEnd();
        }
        if (spaceHeld) {
            spaceHeld = false;
            write((byte) ' ');
        }
        hasContent = true;
        write(octet);
    }

    private void writeLineEnd() {
        write((byte) '\r');
        write((byte) '\n');
    }

    private void write(byte octet) {
        if (length == out.length) {
            digest.update(out, 0, length);
            length = 0;
        }
        out[length++] = octet;
    }
}
