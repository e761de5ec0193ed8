package org.sluicemta.mail;

/** Converts each lone CR and LF to CRLF (RFC 5321 section 2.3.8), wherever the content is split. Not thread-safe. */
public final class LineEnds {
    private boolean carriageReturn;

    /**
     * Converts the next piece of the content.
     *
     * @param repaired takes the result; twice as long as the piece, at least
     * @return how many octets the result has
     */
    public int repair(byte[] octets, int offset, int length, byte[] repaired) {
        int kept = 0;
        for (int i = offset; i < offset + length; i++) {
            byte octet = octets[i];
            boolean second = octet == '\n' && carriageReturn;
            if (octet == '\r' || octet == '\n' && !second) {
                repaired[kept++] = '\r';
                repaired[kept++] = '\n';
            } else if (!second) {
                repaired[kept++] = octet;
            }
            carriageReturn = octet == '\r';
        }
        return kept;
    }
}
