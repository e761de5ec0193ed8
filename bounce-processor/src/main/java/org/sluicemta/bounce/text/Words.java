package org.sluicemta.bounce.text;

import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.Phrases;

/** The phrases in force, made ready for the readers of free text. Immutable. */
public final class Words {
    private final PhraseBook book;
    private final Sentences sentences;
    private final Recognisers recognisers;

    public Words(PhraseBook book) {
        this.book = book;
        this.sentences = new Sentences(of(PhraseFamily.FAILED_LEAD));
        this.recognisers = new Recognisers(book.mailers());
    }

    /** For free text, in the order of the file. */
    public Recognisers recognisers() {
        return recognisers;
    }

    /** What they were made of. */
    public PhraseBook book() {
        return book;
    }

    Phrases of(PhraseFamily family) {
        return book.phrases(family);
    }

    /** Whether a flat text holds a phrase of the family. */
    public boolean in(PhraseFamily family, String flat) {
        return of(family).in(flat);
    }

    /** Whether a flat text begins with a phrase of the family. */
    public boolean begin(PhraseFamily family, String flat) {
        return of(family).start(flat);
    }

    /** Whether a line, flat, is one that a report may open with. */
    boolean open(String flatLine) {
        return in(PhraseFamily.FAILED, flatLine)
                || in(PhraseFamily.LATE, flatLine)
                || in(PhraseFamily.INTRODUCTION, flatLine);
    }

    /** Whether a line names whom to ask for help. */
    boolean nameContact(String line) {
        return in(PhraseFamily.CONTACT, Phrases.flat(line));
    }

    /** Addresses behind words of failure. */
    Sentences sentences() {
        return sentences;
    }
}
