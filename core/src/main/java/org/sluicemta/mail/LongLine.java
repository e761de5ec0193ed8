package org.sluicemta.mail;

/** Where a line is broken that has more octets than RFC 5322 section 2.1.1 allows. */
public final class LongLine {
    /** Octets of a line without its CRLF, RFC 5322 section 2.1.1 and RFC 5321 section 4.5.3.1.6. */
    public static final int MOST_OCTETS = 998;

    private LongLine() {}

    /**
     * The octet that begins the next line: the last blank that has something before it, else the last octet that is not
     * within a character of UTF-8. Before a blank, a break folds a header field and changes neither flowing text nor HTML.
     *
     * @param length octets of the line that are there, more than {@link #MOST_OCTETS}
     */
    public static int breakAt(byte[] line, int length) {
        int first = 0;
        while (first < length && isBlank(line[first])) {
            first++;
        }
        for (int at = MOST_OCTETS; at > first; at--) {
            if (isBlank(line[at])) {
                return at;
            }
        }
        int at = MOST_OCTETS;
        while (MOST_OCTETS - at < 3 && (line[at] & 0xC0) == 0x80) {
            at--;
        }
        return at;
    }

    public static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}
