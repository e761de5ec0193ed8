package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluicemta.bounce.mime.HeaderField;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.Phrases;

/**
 * Finds a report that a person has forwarded within the text: the subject says it is a forward, and a block of {@code
 * From:}, {@code Subject:} …, in the language of the person's program and perhaps quoted, precedes the text and shows
 * that a mailer wrote it. Its subject must be a report's as well, or the text must begin with words of failure, so that
 * people's questions about reports are ignored.
 */
public final class InlineForward {
    private static final int MAX_BEFORE = 60;
    private static final int MAX_BLOCK = 12;
    private static final int MAX_TRIED = 4; // a forward of a forward of a forward
    private static final int OPENING = 400;

    private InlineForward() {}

    /** Whether a message with this header may contain one. */
    public static boolean mayBeIn(Headers headers, Words words) {
        return isForward(Phrases.flat(headers.decoded("Subject")), words);
    }

    static boolean isForward(String flatSubject, Words words) {
        return words.begin(PhraseFamily.FORWARD_SUBJECT, flatSubject)
                || words.begin(PhraseFamily.FORWARD_SUBJECT, Tags.cut(flatSubject));
    }

    /** The forwarded report, or empty when there is none. */
    public static Optional<ReportText> read(List<Part> parts, Words words) {
        List<String> lines =
                PartLines.of(parts, words).stream().map(InlineForward::unquote).toList();
        int tried = 0;
        for (int i = 0; i < lines.size() && i < MAX_BEFORE && tried < MAX_TRIED; i++) {
            if (words.begin(PhraseFamily.FROM_LABEL, label(lines.get(i)))) {
                tried++;
                Optional<ReportText> report = report(lines, i, words);
                if (report.isPresent()) {
                    return report;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ReportText> report(List<String> lines, int from, Words words) {
        int begin = from;
        while (begin > 0 && from - begin < MAX_BLOCK && !lines.get(begin - 1).isBlank()) {
            begin--;
        }
        int end = from;
        while (end < lines.size() && end - from < MAX_BLOCK && !lines.get(end).isBlank()) {
            end++;
        }
        Headers headers = new Headers(fields(lines.subList(begin, end), words));
        Hints hints = Hints.of(headers, words);
        if (!hints.mailer()) {
            return Optional.empty();
        }
        ReportText text = ReportText.of(headers, lines.subList(end, lines.size()), words);
        String opening = text.flat().substring(0, Math.min(OPENING, text.flat().length()));
        return hints.subject() || words.in(PhraseFamily.FAILED, opening) ? Optional.of(text) : Optional.empty();
    }

    /** The sender and the subject under their standard names. */
    private static List<HeaderField> fields(List<String> block, Words words) {
        List<HeaderField> fields = new ArrayList<>();
        for (String line : block) {
            String label = label(line);
            if (words.begin(PhraseFamily.FROM_LABEL, label)) {
                fields.add(new HeaderField("From", value(line)));
            } else if (words.begin(PhraseFamily.SUBJECT_LABEL, label)) {
                fields.add(new HeaderField("Subject", value(line)));
            }
        }
        return fields;
    }

    /** A line, flat, without the asterisks that mark bold text. */
    private static String label(String line) {
        return Phrases.flat(line.replace("*", ""));
    }

    private static String value(String line) {
        int ascii = line.indexOf(':');
        int wide = line.indexOf('：');
        int colon = ascii < 0 || wide >= 0 && wide < ascii ? wide : ascii;
        return line.substring(colon + 1).replace("*", "").strip();
    }

    /** Without the leading {@code >}, however often it was quoted. */
    private static String unquote(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) == '>') {
            at += at + 1 < line.length() && line.charAt(at + 1) == ' ' ? 2 : 1;
        }
        return line.substring(at);
    }
}
