package org.sluicemta.bounce.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.sluicemta.bounce.mime.HeaderReader;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Slice;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.Phrases;

/**
 * Finds where the text of a report ends and the returned original begins.
 *
 * @param reportEnd index after the last line of the report
 * @param original header of the original as far as it was returned in the text
 */
record OriginalSplit(int reportEnd, Headers original) {
    private static final int MAX_HEADER_LINES = 200;
    private static final int MAX_MARKER = 120;

    /** Markers that are too ordinary to count unless they are alone on their line. */
    private static final List<String> WHOLE =
            List.of("original message", "original mail", "returned message", "returned mail", "unsent message");

    private static final List<String> TRACE = List.of("received:", "return-path:", "x-envelope-from:");
    private static final List<String> ORIGIN = List.of("from:", "date:"); // in every message, RFC 5322 section 3.6

    static OriginalSplit of(List<String> lines, Words words) {
        for (int i = 0; i < lines.size(); i++) {
            boolean headerBlock = startsHeaderBlock(lines, i);
            if (headerBlock || i > 0 && isMarker(lines.get(i), words)) {
                return new OriginalSplit(i, headers(lines, headerBlock ? i : i + 1));
            }
        }
        return new OriginalSplit(lines.size(), Headers.empty());
    }

    private static boolean isMarker(String line, Words lexicon) {
        if (line.length() < 8 || line.length() > MAX_MARKER) {
            return false;
        }
        String words = stripRules(line);
        if (words.length() < 6) {
            return false;
        }
        String flat = Phrases.flat(words).strip();
        String alone = flat.endsWith(":") ? flat.substring(0, flat.length() - 1).strip() : flat;
        return WHOLE.contains(alone) || lexicon.begin(PhraseFamily.ORIGINAL_MARKER, flat);
    }

    /** Removes the dashes, asterisks and brackets that mailers draw around a heading. */
    private static String stripRules(String line) {
        int from = 0;
        int to = line.length();
        while (from < to && isRule(line.charAt(from))) {
            from++;
        }
        while (to > from && isRule(line.charAt(to - 1))) {
            to--;
        }
        return line.substring(from, to);
    }

    private static boolean isRule(char character) {
        return character <= ' ' || "-=_*#|>[]~+<".indexOf(character) >= 0;
    }

    /**
     * At least three header fields in a row at the left edge, one of them a trace field, or the message's
     * identification next to its origin: a mailer's summary contains only the identification.
     */
    private static boolean startsHeaderBlock(List<String> lines, int at) {
        if (!isHeaderStart(lines.get(at))) {
            return false;
        }
        int fields = 0;
        boolean trace = false;
        boolean identified = false;
        boolean origin = false;
        for (int i = at; i < lines.size() && i < at + 40 && fields < 12; i++) {
            String line = lines.get(i);
            boolean continues = !line.isBlank() && Character.isWhitespace(line.charAt(0));
            if (!continues && !HeaderReader.looksLikeField(line)) {
                break;
            }
            fields += continues ? 0 : 1;
            String name = line.toLowerCase(Locale.ROOT);
            trace |= TRACE.stream().anyMatch(name::startsWith);
            identified |= name.startsWith("message-id:");
            origin |= ORIGIN.stream().anyMatch(name::startsWith);
        }
        return (trace || identified && origin) && fields >= 3;
    }

    /** Fields of a status report or of a mailer's own summary don't begin an original. */
    private static boolean isHeaderStart(String line) {
        if (line.isBlank() || Character.isWhitespace(line.charAt(0)) || !HeaderReader.looksLikeField(line)) {
            return false;
        }
        String name = line.substring(0, line.indexOf(':')).strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "reporting-mta",
                    "received-from-mta",
                    "arrival-date",
                    "final-recipient",
                    "original-recipient",
                    "original-envelope-id",
                    "action",
                    "status",
                    "remote-mta",
                    "diagnostic-code",
                    "last-attempt-date",
                    "recipient",
                    "reason",
                    "error" -> false;
            default -> true;
        };
    }

    private static Headers headers(List<String> lines, int from) {
        StringBuilder text = new StringBuilder();
        boolean begun = false;
        int indent = -1;
        for (int i = from; i < lines.size() && i < from + MAX_HEADER_LINES; i++) {
            String line = lines.get(i);
            if (line.isBlank() && begun) {
                break;
            }
            if (!line.isBlank()) {
                indent = begun ? indent : indentOf(line);
                begun = true;
                text.append(unindent(line, indent)).append('\n');
            }
        }
        byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
        return HeaderReader.read(new Slice(octets, 0, octets.length), MAX_HEADER_LINES)
                .headers();
    }

    private static int indentOf(String line) {
        int i = 0;
        while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '>' || line.charAt(i) == '|')) {
            i++;
        }
        return i;
    }

    private static String unindent(String line, int indent) {
        int cut = Math.min(indent, indentOf(line));
        return line.substring(cut);
    }
}
