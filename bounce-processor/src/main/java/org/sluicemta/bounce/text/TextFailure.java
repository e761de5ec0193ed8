package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.reply.ReplyCode;
import org.sluicemta.bounce.reply.StatusCodes;

/**
 * One address a free-text report speaks about.
 *
 * @param address as written
 * @param diagnostic the words about it on one line, or null when there are none
 * @param status enhanced status code found in the words, or null
 * @param smtpCode reply code found in the words, or null
 * @param remoteMta host that gave the words, where the report says so, or null
 */
public record TextFailure(
        String address,
        @Nullable String diagnostic,
        @Nullable String status,
        @Nullable Integer smtpCode,
        @Nullable String remoteMta) {
    private static final int MAX_DIAGNOSTIC = 2_000;

    /** Reads the codes out of the words. */
    static TextFailure of(String address, String words) {
        String diagnostic = clean(words);
        return new TextFailure(
                address,
                diagnostic.isEmpty() ? null : diagnostic,
                StatusCodes.findFailure(diagnostic),
                ReplyCode.find(diagnostic),
                RemoteHost.find(diagnostic));
    }

    /** Reads the codes out of several lines of words. */
    static TextFailure of(String address, List<String> lines) {
        StringBuilder words = new StringBuilder();
        for (String line : lines) {
            if (words.length() > 2 * MAX_DIAGNOSTIC) {
                break;
            }
            words.append(line).append(' ');
        }
        return of(address, words.toString());
    }

    /** The same failure of another address. */
    TextFailure of(String otherAddress) {
        return new TextFailure(otherAddress, diagnostic, status, smtpCode, remoteMta);
    }

    /** The same address in lower case is the same failure. */
    String key() {
        return address.toLowerCase(Locale.ROOT);
    }

    private static String clean(String words) {
        StringBuilder line = new StringBuilder(words.length());
        boolean space = true;
        for (int i = 0; i < words.length() && line.length() < MAX_DIAGNOSTIC; i++) {
            char character = words.charAt(i);
            boolean blank = character <= ' ' || character == '\u00a0';
            if (!blank) {
                line.append(character);
            } else if (!space) {
                line.append(' ');
            }
            space = blank;
        }
        return unwrapped(line.toString().strip());
    }

    /** {@code (reason: 550 …)} and {@code [User unknown]} without what is around the words. */
    private static String unwrapped(String words) {
        int last = words.length() - 1;
        boolean wrapped = last > 1
                && (words.charAt(0) == '(' && words.indexOf(')') == last
                        || words.charAt(0) == '[' && words.indexOf(']') == last);
        if (!wrapped) {
            return words;
        }
        String inside = words.substring(1, last).strip();
        return inside.startsWith("reason:") ? inside.substring(7).strip() : inside;
    }
}
