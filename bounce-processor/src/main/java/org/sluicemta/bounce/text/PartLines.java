package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sluicemta.bounce.mime.HtmlText;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.phrase.PhraseFamily;

/** The lines of a message's text, joined again where programs have broken an address in two. */
final class PartLines {
    private static final int MAX_LINES = 1_500;
    private static final int MAX_TEXT = 96 << 10;
    private static final int MAX_LINE = 1_000;
    private static final int MAX_ADDRESS = 320;

    private PartLines() {}

    /**
     * The lines of the text parts. Those of the HTML parts come first if only they name an address or mention a
     * failure: the text part may be blank, ask for a program that shows HTML, or contain a gateway's footer.
     */
    static List<String> of(List<Part> parts, Words words) {
        List<String> lines = new ArrayList<>();
        for (Part part : parts) {
            if (part.type().equals("text/plain") || part.type().equals("text") || isUnreadMultipart(part)) {
                add(lines, part.text(), flow(part));
            }
        }
        if (tells(lines, words)) {
            return lines;
        }
        boolean named = namesSomebody(lines);
        List<String> html = new ArrayList<>();
        parts.stream()
                .filter(part -> part.type().equals("text/html"))
                .forEach(part -> add(html, HtmlText.of(part.text()), Flow.FIXED));
        if (html.isEmpty() || named && !tells(html, words)) {
            return lines;
        }
        html.add("");
        html.addAll(lines);
        return html;
    }

    /** Whether the text names an address and says that mail to it failed or is delayed. */
    private static boolean tells(List<String> lines, Words words) {
        if (!namesSomebody(lines)) {
            return false;
        }
        String flat = ReportText.flatten(lines);
        return words.in(PhraseFamily.FAILED, flat) || words.in(PhraseFamily.LATE, flat);
    }

    private static boolean namesSomebody(List<String> lines) {
        return lines.stream().anyMatch(line -> line.indexOf('@') >= 0);
    }

    /** A multipart without a boundary is mislabelled text. */
    private static boolean isUnreadMultipart(Part part) {
        return part.contentType().isMultipart() && part.children().isEmpty();
    }

    /** RFC 3676 section 4: what a blank at the end of a line means. */
    private enum Flow {
        FIXED,
        FLOWED,
        /** The blank itself is not part of the text. */
        FLOWED_WITHOUT_BLANK
    }

    private static Flow flow(Part part) {
        boolean flowed =
                part.contentType().parameter("format").toLowerCase(Locale.ROOT).equals("flowed");
        boolean deletes =
                part.contentType().parameter("delsp").toLowerCase(Locale.ROOT).equals("yes");
        if (!flowed) {
            return Flow.FIXED;
        }
        return deletes ? Flow.FLOWED_WITHOUT_BLANK : Flow.FLOWED;
    }

    private static void add(List<String> lines, String text, Flow flow) {
        int at = 0;
        int end = Math.min(text.length(), MAX_TEXT);
        String open = "";
        while (at < end && lines.size() < MAX_LINES) {
            int lineEnd = text.indexOf('\n', at);
            lineEnd = lineEnd < 0 ? text.length() : lineEnd;
            String line = joined(open, visible(text.substring(at, Math.min(lineEnd, at + MAX_LINE))));
            at = lineEnd + 1;
            open = at < end && line.length() < MAX_LINE ? unfinished(line, flow) : "";
            if (open.isEmpty()) {
                lines.add(line.stripTrailing());
            }
        }
        if (!open.isEmpty()) {
            lines.add(open.stripTrailing());
        }
    }

    /** A line behind what the last one left open; the blanks that indent it are not part of an address. */
    private static String joined(String open, String line) {
        boolean address = open.endsWith("@") || endsInsideAddress(open);
        return open + (address ? line.stripLeading() : line);
    }

    /** What the next line continues, or nothing. */
    private static String unfinished(String line, Flow flow) {
        if (flow == Flow.FLOWED_WITHOUT_BLANK && line.endsWith(" ") && !line.equals("-- ")) {
            return line.substring(0, line.length() - 1);
        }
        String trimmed = line.stripTrailing();
        int last = trimmed.length() - 1;
        // The soft line break of a quoted-printable text (RFC 2045 section 6.7) that nobody has undone.
        if (last > 0 && trimmed.charAt(last) == '=' && "=- ".indexOf(trimmed.charAt(last - 1)) < 0) {
            return trimmed.substring(0, last);
        }
        return endsInsideAddress(trimmed) ? trimmed : "";
    }

    /** Whether an angle bracket has opened, and no blank nor its end came since. */
    private static boolean endsInsideAddress(String line) {
        int open = line.lastIndexOf('<');
        boolean begun = open >= 0 && open < line.length() - 1 && line.length() - open < MAX_ADDRESS;
        return begun && line.indexOf('>', open) < 0 && line.chars().skip(open).noneMatch(c -> c <= ' ');
    }

    /** Without the characters that only tell where a line may be broken, and with plain blanks. */
    private static String visible(String line) {
        StringBuilder visible = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            boolean invisible =
                    character == '\u200b' || character == '\u2060' || character == '\ufeff' || character == '\u00ad';
            if (!invisible) {
                visible.append(character == '\u00a0' ? ' ' : character);
            }
        }
        return visible.toString();
    }
}
