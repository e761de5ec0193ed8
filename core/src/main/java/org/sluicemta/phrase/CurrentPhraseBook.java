package org.sluicemta.phrase;

import java.util.function.Supplier;

/** The phrases in force; replacing them is atomic. */
public final class CurrentPhraseBook implements Supplier<PhraseBook> {
    private volatile PhraseBook current;

    public CurrentPhraseBook(PhraseBook first) {
        this.current = first;
    }

    public void replace(PhraseBook next) {
        current = next;
    }

    @Override
    public PhraseBook get() {
        return current;
    }
}
