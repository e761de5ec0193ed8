package org.sluicemta.conf;

import java.util.ArrayList;
import java.util.List;
import org.sluicemta.conf.file.PhrasesFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.phrase.Mailer;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.PhraseGroup;
import org.sluicemta.phrase.Phrases;
import org.sluicemta.response.PartyWords;

/** Tries every example of the phrases: one that is not found, or a counter-example that is, is a problem. */
final class PhraseReview {
    private static final int MAX_SHOWN = 60;

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
        for (Mailer mailer : review.book.mailers()) {
            review.mailer(mailer);
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

    private void mailer(Mailer mailer) {
        if (mailer.examples().isEmpty() && mailer.layout() != Mailer.Layout.BUILT_IN) {
            problem(mailer, "has no example", "Add an <example> with a report by it");
        }
        mailer.examples().forEach(example -> example(mailer, example));
        for (String example : mailer.counterExamples()) {
            if (mailer.wrote(Phrases.flat(example))) {
                problem(
                        mailer,
                        "counter-example " + start(example) + " has words it is known by",
                        "Narrow the <known>, or take the counter-example out");
            }
        }
    }

    private void example(Mailer mailer, String example) {
        String flat = Phrases.flat(example);
        if (!mailer.wrote(flat)) {
            problem(
                    mailer,
                    "example " + start(example) + " has none of the words it is known by",
                    "Correct the example, or add a <known>");
            return;
        }
        Mailer first = book.mailers().stream()
                .filter(each -> each.wrote(flat))
                .findFirst()
                .orElseThrow();
        if (first != mailer) {
            problem(
                    mailer,
                    "example " + start(example) + " is recognised as " + first.name() + ", which comes first",
                    "Move " + mailer.name() + " up, or narrow the other's <known>");
        }
    }

    private static String start(String text) {
        String flat = Phrases.flat(text);
        return '"' + (flat.length() <= MAX_SHOWN ? flat : flat.substring(0, MAX_SHOWN) + '…') + '"';
    }

    private void problem(PhraseFamily family, String what, String hint) {
        problem("families/family", "family", family.label(), what, hint);
    }

    private void problem(Mailer mailer, String what, String hint) {
        problem("mailers/mailer", "mailer", mailer.name(), what, hint);
    }

    private void problem(String path, String kind, String name, String what, String hint) {
        problems.add(
                whole.places().of(PhrasesFile.NAME, path + "[" + name + "]"), kind + " " + name + ": " + what, hint);
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
