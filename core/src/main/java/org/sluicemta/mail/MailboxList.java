package org.sluicemta.mail;

/**
 * Whether a field is a mailbox-list exactly as RFC 5322 section 3.4 defines it, with the letters of RFC 6532. Every
 * lenient reader then sees the same addresses as we do. Of the obsolete syntax of section 4.4 only the dot in a display
 * name is allowed, which everybody writes and nobody misreads. Not allowed are white space and comments around dots and
 * at-signs, groups, routes, empty entries and invisible characters (controls, direction marks, a byte order mark). The
 * running time is linear.
 */
public final class MailboxList {
    private static final int LONGEST = 8 << 10;
    /** Replacement character for octets that aren't UTF-8. */
    private static final char UNDECODABLE = 0xFFFD;

    private static final String ATOM_SIGNS = "!#$%&'*+-/=?^_`{|}~";

    private final String text;
    private int at;

    private MailboxList(String text) {
        this.text = text;
    }

    /** @param value field value, folded or not, decoded from UTF-8 */
    public static boolean isExact(String value) {
        return value.length() <= LONGEST
                && value.codePoints().noneMatch(MailboxList::isHidden)
                && new MailboxList(value).isList();
    }

    /** Characters no reader shows. Joiners are allowed because letters and emoji need them. */
    public static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\t' && c != '\r' && c != '\n';
            case Character.FORMAT -> c != 0x200C && c != 0x200D;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }

    private boolean isList() {
        do {
            if (!mailbox()) {
                return false;
            }
        } while (skip(','));
        return at == text.length();
    }

    /** {@code [display-name] "<" addr-spec ">"}, or a bare addr-spec. */
    private boolean mailbox() {
        if (!space()) {
            return false;
        }
        int start = at;
        if (addrSpec() && space() && ends()) {
            return true;
        }
        at = start;
        return displayName() && skip('<') && addrSpec() && skip('>') && space() && ends();
    }

    private boolean ends() {
        return at == text.length() || text.charAt(at) == ',';
    }

    private boolean displayName() {
        while (at < text.length() && text.charAt(at) != '<') {
            boolean word = text.charAt(at) == '"' ? quoted() : atom(true);
            if (!word || !space()) {
                return false;
            }
        }
        return true;
    }

    private boolean addrSpec() {
        boolean local = at < text.length() && text.charAt(at) == '"' ? quoted() : dotAtom();
        return local && skip('@') && (skip('[') ? literal() : dotAtom());
    }

    private boolean dotAtom() {
        do {
            if (!atom(false)) {
                return false;
            }
        } while (skip('.'));
        return true;
    }

    private boolean atom(boolean inDisplayName) {
        int start = at;
        while (at < text.length() && isAtomText(text.charAt(at), inDisplayName)) {
            at++;
        }
        return at > start;
    }

    private static boolean isAtomText(char c, boolean inDisplayName) {
        if (c < 0x80) {
            return Character.isLetterOrDigit(c) || ATOM_SIGNS.indexOf(c) >= 0 || inDisplayName && c == '.';
        }
        boolean letter = !Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != 0x200C && c != 0x200D;
        return c != UNDECODABLE && (inDisplayName || letter);
    }

    private boolean quoted() {
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '"') {
                at++;
                return true;
            } else if (c == '\r' || c == '\n') {
                if (!folded()) {
                    return false;
                }
                at--;
            }
        }
        return false;
    }

    private boolean literal() {
        int end = text.indexOf(']', at);
        boolean plain = end > at && text.substring(at, end).matches("[A-Za-z0-9.:-]+");
        at = plain ? end + 1 : at;
        return plain;
    }

    /** Skips white space and comments; false when they are malformed. */
    private boolean space() {
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\r' || c == '\n') {
                if (!folded()) {
                    return false;
                }
                continue;
            }
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == '\\' && depth > 0) {
                at++;
            } else if (depth == 0 && c != ' ' && c != '\t') {
                return true;
            }
            if (depth < 0) {
                return false;
            }
            at++;
        }
        return depth == 0 && at <= text.length();
    }

    /** RFC 5322 section 3.2.2: a line end in a field is followed by white space. */
    private boolean folded() {
        boolean whole = text.startsWith("\r\n", at)
                && at + 2 < text.length()
                && (text.charAt(at + 2) == ' ' || text.charAt(at + 2) == '\t');
        at += whole ? 3 : 0;
        return whole;
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }
}
