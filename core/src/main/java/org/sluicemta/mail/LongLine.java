package org.sluicemta.mail;

/** Finds where to break a line longer than RFC 5322 section 2.1.1 allows. */
public final class LongLine {
    /** Maximum octets in a line without its CRLF, RFC 5322 section 2.1.1 and RFC 5321 section 4.5.3.1.6. */
    public static final int MOST_OCTETS = 998;

    private LongLine() {}

    /**
     * Index of the octet that starts the next line: the last blank with something before it, otherwise the octet after the
     * last comma, otherwise the last octet that isn't inside a UTF-8 character. A break before a blank folds a header field
     * and changes neither flowed text nor HTML. A break after a comma keeps the addresses of a field without blanks whole.
     *
     * @param length octets of the line available, more than {@link #MOST_OCTETS}
     */
    public static int breakAt(byte[] line, int length) {
        int first = 0;
        while (first < length && isBlank(line[first])) {
            first++;
        }
        int blank = MOST_OCTETS;
        while (blank > first && !isBlank(line[blank])) {
            blank--;
        }
        int comma = MOST_OCTETS;
        while (comma > first && line[comma - 1] != ',') {
            comma--;
        }
        boolean onlyNameBefore = blank > first && line[blank - 1] == ':';
        if (blank > first && (!onlyNameBefore || comma < blank)) {
            return blank;
        }
        return comma > first ? comma : wholeCharacters(line);
    }

    private static int wholeCharacters(byte[] line) {
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
