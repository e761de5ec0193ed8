package org.sluicemta.mail;

/** Finds where to break a line longer than RFC 5322 section 2.1.1 allows. */
public final class LongLine {
    /** Maximum octets in a line without its CRLF, RFC 5322 section 2.1.1 and RFC 5321 section 4.5.3.1.6. */
    public static final int MOST_OCTETS = 998;

    private LongLine() {}

    /**
     * Index of the octet that starts the next line: the last blank with something before it, otherwise the last octet
     * that isn't inside a UTF-8 character. A break before a blank folds a header field and changes neither flowed text
     * nor HTML.
     *
     * @param length octets of the line available, more than {@link #MOST_OCTETS}
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
