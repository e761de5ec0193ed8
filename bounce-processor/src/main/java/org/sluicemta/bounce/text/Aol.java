package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluicemta.phrase.Phrases;

/** AOL refusing mail for members by their screen names, which lack the domain. */
final class Aol implements Recogniser {
    private static final Phrases KNOWN = Phrases.of("because they are not accepting mail from");
    private static final String DOMAIN = "@aol.com";

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (!text.from().contains(DOMAIN) || !text.has(KNOWN)) {
            return Optional.empty();
        }
        List<TextFailure> found = new ArrayList<>();
        List<String> lines = text.lines();
        for (String line : lines.subList(KNOWN.lineIn(lines, 0) + 1, lines.size())) {
            String name = line.strip();
            if (isScreenName(name)) {
                found.add(TextFailure.of(name + DOMAIN, "not accepting mail from this sender"));
            }
        }
        return TextReport.of("aol", text, found);
    }

    private static boolean isScreenName(String word) {
        return word.length() >= 3 && word.length() <= 32 && word.chars().allMatch(Character::isLetterOrDigit);
    }
}
