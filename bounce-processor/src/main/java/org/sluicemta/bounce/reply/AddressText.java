package org.sluicemta.bounce.reply;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds mail addresses in text. What is found is what was written: nothing is folded or validated beyond the shape
 * {@code local@domain}.
 */
public final class AddressText {
    private static final int MAX_LOCAL = 256; // RFC 5321 allows 64; VERP addresses of real senders are longer
    private static final int MAX_FOUND = 10_000;

    /** {@code smtp=} is of X.400 names with the address inside ({@code dda:SMTP=user@host}), the others are of logs. */
    private static final List<String> KEYS =
            List.of("smtp=", "rcpt=", "to=", "recipient=", "rcptto=", "rcpt_to=", "orig_to=", "email=", "mailbox=");

    private AddressText() {}

    /** The first address in angle brackets, else the first at all, else null. */
    public static @Nullable String first(String text) {
        int open = text.indexOf('<');
        while (open >= 0) {
            int close = text.indexOf('>', open);
            if (close < 0) {
                break;
            }
            String inside = next(text.substring(open + 1, close), 0);
            if (inside != null) {
                return inside;
            }
            open = text.indexOf('<', close);
        }
        return next(text, 0);
    }

    /** Every address in the text, in order, repeated ones included. */
    public static List<String> all(String text) {
        List<String> found = new ArrayList<>();
        int at = text.indexOf('@');
        while (at >= 0 && found.size() < MAX_FOUND) {
            String address = around(text, at);
            if (address != null) {
                found.add(address);
            }
            at = text.indexOf('@', at + 1);
        }
        return found;
    }

    /** The address around the {@code @} at that index, or null when there is none. */
    public static @Nullable String at(String text, int sign) {
        return around(text, sign);
    }

    private static @Nullable String next(String text, int from) {
        int at = text.indexOf('@', from);
        while (at >= 0) {
            int sign = outsideQuotes(text, at);
            String address = around(text, sign);
            if (address != null) {
                return address;
            }
            at = text.indexOf('@', sign + 1);
        }
        return null;
    }

    /**
     * The index itself, or that of the {@code @} behind the quoted local part in which it stands: {@code "a@b"@host}.
     */
    private static int outsideQuotes(String text, int at) {
        int open = openingQuote(text, at - 1);
        int close = open < 0 ? -1 : text.indexOf('"', at);
        boolean local = close > at && close - open < MAX_LOCAL && text.startsWith("\"@", close);
        return local && (open == 0 || " <;:(,\t".indexOf(text.charAt(open - 1)) >= 0) ? close + 1 : at;
    }

    private static @Nullable String around(String text, int at) {
        int start = localStart(text, at);
        int end = domainEnd(text, at + 1);
        start += keyLength(text, start);
        // user...@host and user@host... are how archives hide an address
        boolean elided = text.startsWith("...", at - 3) || text.startsWith("...", end);
        return start == at || end == at + 1 || elided ? null : text.substring(start, end);
    }

    /** Length of the key in front of an address, whose characters alone could belong to a local part. */
    private static int keyLength(String text, int start) {
        for (String key : KEYS) {
            if (text.regionMatches(true, start, key, 0, key.length())) {
                return key.length();
            }
        }
        return 0;
    }

    private static int localStart(String text, int at) {
        if (at > 1 && text.charAt(at - 1) == '"') {
            int quote = openingQuote(text, at - 2); // RFC 5321 Quoted-string
            if (quote >= 0) {
                return quote;
            }
        }
        int i = at;
        while (i > 0 && at - i < MAX_LOCAL && isLocal(text.charAt(i - 1))) {
            i--;
        }
        while (i < at && isLeadingJunk(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The quote that opens a local part, on the same line and not far before {@code from}, or -1. */
    private static int openingQuote(String text, int from) {
        for (int i = from; i >= 0 && from - i < MAX_LOCAL && text.charAt(i) != '\n'; i--) {
            if (text.charAt(i) == '"') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLeadingJunk(char character) {
        return character == '.' || character == '\'' || character == '|';
    }

    private static int domainEnd(String text, int from) {
        if (from < text.length() && text.charAt(from) == '[') {
            int close = text.indexOf(']', from); // RFC 5321 address-literal
            return close > from && close - from < 64 ? close + 1 : from;
        }
        int i = from;
        while (i < text.length() && i - from < 255 && isDomain(text.charAt(i))) {
            i++;
        }
        while (i > from && (text.charAt(i - 1) == '.' || text.charAt(i - 1) == '-' || text.charAt(i - 1) == '_')) {
            i--;
        }
        return i;
    }

    private static boolean isLocal(char character) {
        if (character > 0xa0) {
            return isWordCharacter(character); // RFC 6531
        }
        return isAlphanumeric(character) || "!#$%&'*+-/=?^_`{|}~.".indexOf(character) >= 0;
    }

    private static boolean isDomain(char character) {
        if (character > 0xa0) {
            return isWordCharacter(character);
        }
        return isAlphanumeric(character) || character == '-' || character == '.' || character == '_';
    }

    /** Letters of any script may be in an international address; full-width punctuation and quotes end it. */
    private static boolean isWordCharacter(char character) {
        return Character.isLetterOrDigit(character)
                || Character.isSurrogate(character)
                || Character.getType(character) == Character.NON_SPACING_MARK
                || Character.getType(character) == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isAlphanumeric(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9';
    }
}
