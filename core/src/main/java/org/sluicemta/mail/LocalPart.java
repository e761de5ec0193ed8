package org.sluicemta.mail;

/** The form of local parts, RFC 5321 section 4.1.2. */
public final class LocalPart {
    private static final String ATOM_SIGNS = "!#$%&'*+-/=?^_`{|}~";

    private LocalPart() {}

    /** Whether it stands without quotes: atoms with single dots between them; letters of RFC 6531 are atoms too. */
    public static boolean isDotString(String local) {
        return isAtomsAndDots(local) && !local.startsWith(".") && !local.endsWith(".") && !local.contains("..");
    }

    /** The same, with dots anywhere: some carriers gave such addresses away for years. */
    public static boolean isAtomsAndDots(String local) {
        return !local.isEmpty() && local.chars().allMatch(c -> c == '.' || isAtomText(c));
    }

    /** As a strict server takes it: dots in odd places need quotes. */
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
