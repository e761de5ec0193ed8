package org.sluicemta.conf;

import java.util.ArrayList;
import java.util.List;
import org.sluicemta.conf.file.PhrasesFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.PhraseGroup;
import org.sluicemta.phrase.Phrases;
import org.sluicemta.response.PartyWords;

/** Tries every example of the phrases: one that is not found, or a counter-example that is, is a problem. */
final class PhraseReview {
    private final ServerConfiguration whole;
    private final PhraseBook book;
    private final PartyWords parties;
    private final Problems problems;

    private PhraseReview(ServerConfiguration whole, Problems problems) {
        this.whole = whole;
        this.book = whole.phrases();
        this.parties = new PartyWords(book);
        this.problems = problems;
    }

    static void check(ServerConfiguration whole, Problems problems) {
        PhraseReview review = new PhraseReview(whole, problems);
        for (PhraseFamily family : PhraseFamily.values()) {
            review.family(family);
        }
    }

    private void family(PhraseFamily family) {
        PhraseGroup group = book.group(family);
        if (group.examples().isEmpty() && !group.phrases().isEmpty()) {
            problem(family, "has no example", "Add an <example> with a text that holds one of its phrases");
        }
        for (String example : group.examples()) {
            if (!holds(family, example)) {
                problem(
                        family,
                        "example \"" + example + "\" holds none of its phrases",
                        "Correct the example, or add the phrase");
            }
        }
        for (String example : group.counterExamples()) {
            if (holds(family, example)) {
                problem(
                        family,
                        "counter-example \"" + example + "\" holds " + phrasesIn(family, example),
                        "Narrow the phrase, or take the counter-example out");
            }
        }
    }

    private void problem(PhraseFamily family, String what, String hint) {
        problems.add(
                whole.places().of(PhrasesFile.NAME, "families/family[" + family.label() + "]"),
                "family " + family.label() + ": " + what,
                hint);
    }

    private boolean holds(PhraseFamily family, String text) {
        return switch (family.place()) {
            case ANYWHERE -> book.phrases(family).in(Phrases.flat(text));
            case BEGINNING -> book.phrases(family).start(Phrases.flat(text));
            case FIRST_WORD -> book.phrases(family).startsWord(Phrases.flat(text));
            case WORDS -> parties.hold(family, text);
        };
    }

    /** Which phrases are to be looked at. */
    private List<String> phrasesIn(PhraseFamily family, String text) {
        List<String> found = new ArrayList<>();
        for (String phrase : book.group(family).phrases()) {
            if (Phrases.flat(text).contains(Phrases.flat(phrase.replace("*", "")))) {
                found.add('"' + phrase + '"');
            }
        }
        return found;
    }
}
