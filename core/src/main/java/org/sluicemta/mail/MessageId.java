package org.sluicemta.mail;

import java.util.Locale;

/**
 * The queue id of an accepted message: 64 bits, ordered by time of acceptance, unique across nodes. Written as 13
 * characters of Crockford's Base32, which has no letters that look like digits. Parsing ignores case.
 *
 * @param value the id; never negative
 */
public record MessageId(long value) implements Comparable<MessageId> {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 13;

    public MessageId {
        if (value < 0) {
            throw new IllegalArgumentException("message id must not be negative, got " + value);
        }
    }

    /** Parses what {@link #toString()} wrote. Throws IllegalArgumentException with the text when it isn't an id. */
    public static MessageId parse(String text) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("message id has 13 characters, got \"" + text + "\"");
        }
        long value = 0;
        for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
            int digit = ALPHABET.indexOf(c);
            if (digit < 0) {
                throw new IllegalArgumentException("message id holds '" + c + "' in \"" + text + "\"");
            }
            value = value << 5 | digit;
        }
        return new MessageId(value);
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        char[] out = new char[LENGTH];
        long rest = value;
        for (int i = LENGTH - 1; i >= 0; i--) {
            out[i] = ALPHABET.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(out);
    }
}
