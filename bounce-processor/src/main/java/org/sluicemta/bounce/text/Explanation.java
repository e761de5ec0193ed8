package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.Phrases;

/**
 * Finds the sentence with the reason, in a report about one address without a code: it is below the address, after
 * {@code Reason:}, or among what mailers write in every report.
 */
public final class Explanation {
    private static final int MAX_LINES = 8;

    private Explanation() {}

    /** The failure with the text below its address, if its own text has no code. */
    static TextFailure of(ReportText text, TextFailure failure) {
        if (failure.smtpCode() != null || failure.status() != null) {
            return failure;
        }
        List<String> lines = text.lines();
        String own = failure.diagnostic() == null ? "" : failure.diagnostic();
        List<String> more = new ArrayList<>(List.of(own));
        reasons(text, lineOf(lines, failure.key())).stream()
                .filter(line -> !own.contains(line))
                .forEach(more::add);
        return TextFailure.of(failure.address(), more);
    }

    /**
     * The text of a report that names nobody: what follows a reason's label, else everything that isn't boilerplate.
     */
    public static TextFailure ofAll(ReportText text) {
        return TextFailure.of("", reasons(text, 0));
    }

    private static int lineOf(List<String> lines, String key) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).toLowerCase(Locale.ROOT).contains(key)) {
                return i;
            }
        }
        return 0;
    }

    private static List<String> reasons(ReportText text, int from) {
        int labelled = text.words().of(PhraseFamily.REASON).lineIn(text.lines(), from);
        List<String> said = labelled < 0 ? List.of() : telling(text, labelled, true);
        return Answers.from(said.isEmpty() ? telling(text, from, false) : said);
    }

    /** @param paragraph whether to end after the first paragraph, not counting a label alone on its line */
    private static List<String> telling(ReportText text, int from, boolean paragraph) {
        List<String> lines = text.lines();
        List<String> telling = new ArrayList<>();
        boolean told = false;
        for (int i = from; i < lines.size() && telling.size() < MAX_LINES; i++) {
            String line = lines.get(i).strip();
            if (line.equals("--") || told && paragraph && line.isEmpty()) {
                break; // RFC 3676 section 4.3: a signature
            }
            if (tells(line, text.words()) && !isHeading(lines, i)) {
                telling.add(line);
                told |= !line.endsWith(":");
            }
        }
        return telling;
    }

    private static boolean tells(String line, Words words) {
        return line.chars().anyMatch(Character::isLetterOrDigit)
                && !words.in(PhraseFamily.BOILERPLATE, Phrases.flat(line) + ' ');
    }

    /** Whether the next line is a ruled line. */
    private static boolean isHeading(List<String> lines, int at) {
        String next = at + 1 < lines.size() ? lines.get(at + 1).strip() : "";
        return next.length() >= 3 && next.chars().allMatch(c -> c == '-' || c == '=' || c == '_' || c == '*');
    }
}
