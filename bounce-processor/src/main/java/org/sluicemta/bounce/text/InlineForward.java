package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluicemta.bounce.mime.HeaderField;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.mime.Part;

/**
 * Finds the report in a message by which a person forwards one within the text: the subject says it is a forward, and a block
 * of {@code From:}, {@code Subject:} …, in the language of the person's program and perhaps quoted, stands above the text and
 * says that a mailer wrote it. Its subject must be a report's as well, or the text must open with words of failure, so that
 * people's questions about reports are left alone.
 */
public final class InlineForward {
    private static final Phrases SUBJECTS = Phrases.of(
            "fwd:",
            "fw:",
            "wg:",
            "tr:",
            "tr :",
            "rv:",
            "enc:",
            "res: enc:",
            "i:",
            "vs:",
            "vb:",
            "vl:",
            "pd:",
            "ynt:",
            "ilt:",
            "fyi",
            "doorst:",
            "doorgest:",
            "továbbítás:",
            "fw :",
            "fwd :",
            "re: fwd:",
            "re: fw:",
            "пересл:",
            "转发:",
            "转发：",
            "轉寄:",
            "轉寄：",
            "転送:",
            "전달:",
            "[fwd:");
    private static final Phrases FROM = Phrases.of(
            "from:",
            "von:",
            "de:",
            "de :",
            "da:",
            "van:",
            "fra:",
            "från:",
            "lähettäjä:",
            "od:",
            "nadawca:",
            "feladó:",
            "kimden:",
            "gönderen:",
            "от:",
            "от кого:",
            "від:",
            "από:",
            "expéditeur:",
            "expéditeur :",
            "remitente:",
            "差出人:",
            "送信元:",
            "发件人:",
            "发件人：",
            "寄件者:",
            "寄件者：",
            "보낸 사람:",
            "보낸사람:");
    private static final Phrases SUBJECT = Phrases.of(
            "subject:",
            "betreff:",
            "objet:",
            "objet :",
            "asunto:",
            "assunto:",
            "oggetto:",
            "onderwerp:",
            "emne:",
            "ämne:",
            "aihe:",
            "temat:",
            "předmět:",
            "predmet:",
            "tárgy:",
            "konu:",
            "subiect:",
            "θέμα:",
            "тема:",
            "件名:",
            "主题:",
            "主题：",
            "主旨:",
            "主旨：",
            "제목:");
    private static final int MAX_BEFORE = 60;
    private static final int MAX_BLOCK = 12;
    private static final int MAX_TRIED = 4; // a forward of a forward of a forward
    private static final int OPENING = 400;

    private InlineForward() {}

    /** Whether a message with this header may hold one. */
    public static boolean mayBeIn(Headers headers) {
        return isForward(Phrases.flat(headers.decoded("Subject")));
    }

    static boolean isForward(String flatSubject) {
        return SUBJECTS.start(flatSubject) || SUBJECTS.start(Tags.cut(flatSubject));
    }

    /** The forwarded report, or empty when there is none. */
    public static Optional<ReportText> read(List<Part> parts) {
        List<String> lines =
                PartLines.of(parts).stream().map(InlineForward::unquote).toList();
        int tried = 0;
        for (int i = 0; i < lines.size() && i < MAX_BEFORE && tried < MAX_TRIED; i++) {
            if (FROM.start(label(lines.get(i)))) {
                tried++;
                Optional<ReportText> report = report(lines, i);
                if (report.isPresent()) {
                    return report;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ReportText> report(List<String> lines, int from) {
        int begin = from;
        while (begin > 0 && from - begin < MAX_BLOCK && !lines.get(begin - 1).isBlank()) {
            begin--;
        }
        int end = from;
        while (end < lines.size() && end - from < MAX_BLOCK && !lines.get(end).isBlank()) {
            end++;
        }
        Headers headers = new Headers(fields(lines.subList(begin, end)));
        Hints hints = Hints.of(headers);
        if (!hints.mailer()) {
            return Optional.empty();
        }
        ReportText text = ReportText.of(headers, lines.subList(end, lines.size()));
        String opening = text.flat().substring(0, Math.min(OPENING, text.flat().length()));
        return hints.subject() || FailureWords.FAILED.in(opening) ? Optional.of(text) : Optional.empty();
    }

    /** The sender and the subject under their standard names. */
    private static List<HeaderField> fields(List<String> block) {
        List<HeaderField> fields = new ArrayList<>();
        for (String line : block) {
            String label = label(line);
            if (FROM.start(label)) {
                fields.add(new HeaderField("From", value(line)));
            } else if (SUBJECT.start(label)) {
                fields.add(new HeaderField("Subject", value(line)));
            }
        }
        return fields;
    }

    /** A line, flat, without the stars that mark bold print. */
    private static String label(String line) {
        return Phrases.flat(line.replace("*", ""));
    }

    private static String value(String line) {
        int ascii = line.indexOf(':');
        int wide = line.indexOf('：');
        int colon = ascii < 0 || wide >= 0 && wide < ascii ? wide : ascii;
        return line.substring(colon + 1).replace("*", "").strip();
    }

    /** Without the {@code >} in front, however often it was quoted. */
    private static String unquote(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) == '>') {
            at += at + 1 < line.length() && line.charAt(at + 1) == ' ' ? 2 : 1;
        }
        return line.substring(at);
    }
}
