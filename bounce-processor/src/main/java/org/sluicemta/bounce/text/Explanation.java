package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the sentence that says why, in a report about one address whose own words give no code: it stands below the address,
 * behind {@code Reason:}, or between what mailers write in every report.
 */
public final class Explanation {
    private static final int MAX_LINES = 8;
    private static final Phrases REASONS = Phrases.of(
            "reason:",
            "reason :",
            "the reason",
            "for the following reason",
            "following reason",
            "error:",
            "error message",
            "because",
            "cause:",
            "details:",
            "diagnostic",
            "response:",
            "grund:",
            "fehler:",
            "fehlermeldung",
            "folgendem grund",
            "raison",
            "motif",
            "cause :",
            "erreur",
            "motivo",
            "causa:",
            "razón",
            "razão",
            "errore",
            "reden:",
            "orsak:",
            "årsag:",
            "årsak:",
            "syy:",
            "powód:",
            "přyčina",
            "důvod:",
            "dôvod:",
            "ok:",
            "motiv:",
            "neden:",
            "причина",
            "ошибка:",
            "помилка:",
            "αιτία",
            "lý do",
            "alasan:",
            "理由",
            "原因",
            "エラー",
            "错误",
            "사유");

    /** What stands in every report of a mailer, whatever happened. */
    private static final Phrases BOILERPLATE = Phrases.of(
            "created automatically",
            "generated automatically",
            "automatically generated",
            "automatic message",
            "automated message",
            "system-generated",
            "do not reply",
            "don't reply",
            "please ",
            "if you ",
            "contact ",
            "for assistance",
            "for help",
            "need help",
            "for more information",
            "further information",
            "further assistance",
            "how to fix",
            "technical details",
            "diagnostic information",
            "generating server",
            "a message that you sent",
            "a message you sent",
            "report unavailable",
            "message headers",
            "original message",
            "http:",
            "https:",
            "www.",
            "this is the mail",
            "sorry to have to inform",
            "permanent error",
            "sent by microsoft",
            "scanned for viruses",
            "automatisch erstellt",
            "automatisch erzeugt",
            "bitte ",
            "veuillez",
            "por favor",
            "si prega");

    private Explanation() {}

    /** The failure with what the report says below its address, where its own words hold no code. */
    static TextFailure of(ReportText text, TextFailure failure) {
        if (failure.smtpCode() != null || failure.status() != null) {
            return failure;
        }
        List<String> lines = text.lines();
        String own = failure.diagnostic() == null ? "" : failure.diagnostic();
        List<String> more = new ArrayList<>(List.of(own));
        reasons(lines, lineOf(lines, failure.key())).stream()
                .filter(line -> !own.contains(line))
                .forEach(more::add);
        return TextFailure.of(failure.address(), more);
    }

    /** What a report that names nobody says: what follows a reason's label, else all that is not in every report. */
    public static TextFailure ofAll(ReportText text) {
        return TextFailure.of("", reasons(text.lines(), 0));
    }

    private static int lineOf(List<String> lines, String key) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).toLowerCase(Locale.ROOT).contains(key)) {
                return i;
            }
        }
        return 0;
    }

    private static List<String> reasons(List<String> lines, int from) {
        int labelled = REASONS.lineIn(lines, from);
        List<String> said = labelled < 0 ? List.of() : telling(lines, labelled, true);
        return said.isEmpty() ? telling(lines, from, false) : said;
    }

    /** @param paragraph whether to end behind the first paragraph, a label alone on its line not counted */
    private static List<String> telling(List<String> lines, int from, boolean paragraph) {
        List<String> telling = new ArrayList<>();
        boolean told = false;
        for (int i = from; i < lines.size() && telling.size() < MAX_LINES; i++) {
            String line = lines.get(i).strip();
            if (line.equals("--") || told && paragraph && line.isEmpty()) {
                break; // RFC 3676 section 4.3: a signature
            }
            if (tells(line) && !isHeading(lines, i)) {
                telling.add(line);
                told |= !line.endsWith(":");
            }
        }
        return telling;
    }

    private static boolean tells(String line) {
        return line.chars().anyMatch(Character::isLetterOrDigit) && !BOILERPLATE.in(Phrases.flat(line) + ' ');
    }

    /** Whether the next line is a rule. */
    private static boolean isHeading(List<String> lines, int at) {
        String next = at + 1 < lines.size() ? lines.get(at + 1).strip() : "";
        return next.length() >= 3 && next.chars().allMatch(c -> c == '-' || c == '=' || c == '_' || c == '*');
    }
}
