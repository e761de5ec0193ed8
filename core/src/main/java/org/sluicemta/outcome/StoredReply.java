package org.sluicemta.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.response.ResponseClass;

/**
 * A reply as it is stored with a queued message: {@code =CODE STATUS MEANING}, followed by its lines, each after a line
 * feed. {@code -} marks a missing value. Older versions stored the one-line log form, which can still be read.
 */
public final class StoredReply {
    private static final String MARK = "=";
    private static final String NOTHING = "-";

    private StoredReply() {}

    public static String write(SmtpReply reply) {
        String status = reply.enhancedStatus();
        ResponseClass found = reply.foundHere();
        StringBuilder out = new StringBuilder(MARK)
                .append(reply.code())
                .append(' ')
                .append(status == null ? NOTHING : status)
                .append(' ')
                .append(found == null ? NOTHING : found.label());
        reply.lines().forEach(line -> out.append('\n').append(line.replace('\n', ' ')));
        return out.toString();
    }

    /** @throws IllegalArgumentException when it has neither form */
    public static SmtpReply read(String stored) {
        return stored.startsWith(MARK) ? readMarked(stored) : readLine(stored);
    }

    private static SmtpReply readMarked(String stored) {
        List<String> lines = List.of(stored.split("\n", -1));
        String[] words = lines.getFirst().substring(MARK.length()).split(" ", -1);
        if (words.length != 3) {
            throw unreadable(stored);
        }
        ResponseClass found = words[2].equals(NOTHING) ? null : ResponseClass.labelled(words[2]);
        return new SmtpReply(code(stored, words[0]), status(stored, words[1]), lines.subList(1, lines.size()), found);
    }

    private static SmtpReply readLine(String stored) {
        String[] words = stored.split(" ", 3);
        if (words.length < 2) {
            throw unreadable(stored);
        }
        boolean hasStatus = words.length == 3 && isStatus(words[1]);
        String text = hasStatus ? words[2] : stored.substring(words[0].length() + 1);
        return new SmtpReply(code(stored, words[0]), hasStatus ? words[1] : null, text);
    }

    private static int code(String stored, String word) {
        if (word.length() != 3 || !word.chars().allMatch(StoredReply::isDigit)) {
            throw unreadable(stored);
        }
        return Integer.parseInt(word);
    }

    private static @Nullable String status(String stored, String word) {
        if (word.equals(NOTHING)) {
            return null;
        }
        if (!isStatus(word)) {
            throw unreadable(stored);
        }
        return word;
    }

    /** RFC 3463 section 2. */
    private static boolean isStatus(String word) {
        String[] parts = word.split("\\.", -1);
        return parts.length == 3
                && (parts[0].equals("2") || parts[0].equals("4") || parts[0].equals("5"))
                && isDetail(parts[1])
                && isDetail(parts[2]);
    }

    private static boolean isDetail(String part) {
        return !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(StoredReply::isDigit);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static IllegalArgumentException unreadable(String stored) {
        return new IllegalArgumentException("not a stored reply: \"" + stored + "\"");
    }
}
