package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.Phrases;

/**
 * A line that begins with an address, as lists of failed recipients do: {@code <user@host>: reason}, {@code   user@host},
 * {@code * user@host}, {@code "user@host":}, {@code Recipient: <user@host>}, {@code user@host on Thu, …}.
 *
 * @param address the address
 * @param rest what follows it, without the punctuation between
 * @param indent columns in front of the line's first character
 */
record AddressLine(String address, String rest, int indent) {
    private static final int TAB = 8;
    private static final int MAX_LABEL = 40;
    private static final int MAX_IN_LINE = 100;

    /** Reads a line, or answers null when it does not begin with an address. */
    static @Nullable AddressLine parse(String line, Words words) {
        int start = skipBullets(line, 0);
        int labelled = skipLabel(line, start, words);
        AddressLine found = at(line, labelled, indent(line));
        return found != null || labelled == start ? found : at(line, start, indent(line));
    }

    /** Columns in front of the first character, a tab to the next eighth. */
    static int indent(String line) {
        int columns = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\t') {
                columns += TAB - columns % TAB;
            } else if (line.charAt(i) == ' ' || line.charAt(i) == '\u00a0') {
                columns++;
            } else {
                break;
            }
        }
        return columns;
    }

    private static @Nullable AddressLine at(String line, int start, int indent) {
        int sign = line.indexOf('@', start);
        if (sign < 0) {
            return null;
        }
        int open = start;
        while (open < line.length() && isOpening(line, open)) {
            open += line.startsWith("mailto:", open) || line.startsWith("SMTP:", open)
                    ? line.indexOf(':', open) - open + 1
                    : 1;
        }
        String address = AddressText.at(line, sign);
        if (address == null
                || isVariable(address)
                || sign - (address.indexOf('@')) != open && !quotedAt(line, open, address, sign)) {
            return null;
        }
        int end = sign - address.indexOf('@') + address.length();
        return new AddressLine(address, rest(line, end), indent);
    }

    /** {@code SENDER=x@host}: a program's output, not an entry of a list. */
    private static boolean isVariable(String address) {
        int equals = address.indexOf('=');
        return equals > 2 && address.chars().limit(equals).allMatch(c -> c >= 'A' && c <= 'Z' || c == '_');
    }

    private static boolean quotedAt(String line, int open, String address, int sign) {
        int at = address.lastIndexOf('@');
        return address.startsWith("\"") && sign - at == open - 1 && line.charAt(open - 1) == '"';
    }

    private static boolean isOpening(String line, int at) {
        return "<\"'([".indexOf(line.charAt(at)) >= 0 || line.startsWith("SMTP:", at) || line.startsWith("mailto:", at);
    }

    /** The addresses of a list that goes on in the same line: {@code a@host, b@host; c@host}. */
    List<String> listedAfter(Words words) {
        List<String> more = new ArrayList<>();
        String left = rest;
        while (!left.isEmpty() && more.size() < MAX_IN_LINE) {
            AddressLine next = parse(left, words);
            if (next == null) {
                return List.of();
            }
            more.add(next.address);
            left = next.rest;
        }
        return more;
    }

    private static int skipBullets(String line, int from) {
        int i = skipNumber(line, from);
        while (i < line.length() && (line.charAt(i) <= ' ' || "*-•·\u00a0\u3000>|#".indexOf(line.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    /** Past {@code 12.} or {@code (12)} in front of an entry of a numbered list. */
    private static int skipNumber(String line, int from) {
        int i = from;
        while (i < line.length() && (line.charAt(i) <= ' ' || line.charAt(i) == '(')) {
            i++;
        }
        int digits = i;
        while (i < line.length() && i - digits < 4 && Character.isDigit(line.charAt(i))) {
            i++;
        }
        boolean numbered =
                i > digits && i + 1 < line.length() && ".)".indexOf(line.charAt(i)) >= 0 && line.charAt(i + 1) == ' ';
        return numbered ? i + 1 : from;
    }

    private static int skipLabel(String line, int start, Words words) {
        int colon = line.indexOf(':', start);
        int wide = line.indexOf('：', start);
        int end = colon < 0 ? wide : colon;
        if (end < 0 || end - start > MAX_LABEL || line.indexOf('@', start) < end) {
            return start;
        }
        String label = Phrases.flat(line.substring(start, end));
        return words.begin(PhraseFamily.RECIPIENT_LABEL, label) ? skipBullets(line, end + 1) : start;
    }

    private static String rest(String line, int end) {
        int i = end;
        while (i < line.length() && " >\"'):,;]\t.".indexOf(line.charAt(i)) >= 0) {
            i++;
        }
        String rest = line.substring(i).strip();
        return rest.equals("<<<") ? "" : rest;
    }
}
