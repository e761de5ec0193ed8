package org.sluicemta.mail;

/** The syntax of local parts, RFC 5321 section 4.1.2. */
public final class LocalPart {
    private static final String ATOM_SIGNS = "!#$%&'*+-/=?^_`{|}~";

    private LocalPart() {}

    /** Whether it is valid without quotes: atoms with single dots between them. Letters of RFC 6531 are atoms too. */
    public static boolean isDotString(String local) {
        return isAtomsAndDots(local) && !local.startsWith(".") && !local.endsWith(".") && !local.contains("..");
    }

    /** Allows dots anywhere, because some carriers handed out such addresses for years. */
    public static boolean isAtomsAndDots(String local) {
        return !local.isEmpty() && local.chars().allMatch(c -> c == '.' || isAtomText(c));
    }

    /** As a strict server sees it: misplaced dots need quotes. */
    public static String onTheWire(String local) {
        return isAtomsAndDots(local) && !isDotString(local) ? '"' + local + '"' : local;
    }

    private static boolean isAtomText(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c > 0xA0
                || ATOM_SIGNS.indexOf(c) >= 0;
    }
}
