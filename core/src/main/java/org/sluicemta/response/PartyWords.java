package org.sluicemta.response;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.phrase.PhraseFamily;

/** The words by which answers name a party, as {@code phrases.xml} gives them. Immutable. */
public final class PartyWords {
    private static final List<PhraseFamily> FAMILIES = List.of(
            PhraseFamily.PARTY_ASIDE,
            PhraseFamily.PARTY_SENDER,
            PhraseFamily.PARTY_CLIENT,
            PhraseFamily.PARTY_RECIPIENT,
            PhraseFamily.PARTY_MAILBOX,
            PhraseFamily.PARTY_REFUSAL);

    private final Map<PhraseFamily, WordIndex> words = new EnumMap<>(PhraseFamily.class);

    /** Throws IllegalArgumentException when one of them is too short to be looked for, see {@link TextPattern}. */
    public PartyWords(PhraseBook book) {
        FAMILIES.forEach(
                family -> words.put(family, new WordIndex(book.group(family).phrases())));
    }

    /** Whether an answer, as a server gave it, holds words of the family. */
    public boolean hold(PhraseFamily family, String answer) {
        return in(family, AnswerText.normalise(answer));
    }

    /** Mentions of a sender who is told or given something back: nothing is said about him. */
    WordIndex asides() {
        return of(PhraseFamily.PARTY_ASIDE);
    }

    /** The same for a text in {@link AnswerText} form. */
    boolean in(PhraseFamily family, String text) {
        return of(family).in(text);
    }

    private WordIndex of(PhraseFamily family) {
        return Objects.requireNonNull(words.get(family), () -> family + " is not about parties");
    }
}
