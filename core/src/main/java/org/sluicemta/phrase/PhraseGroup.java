package org.sluicemta.phrase;

import java.util.List;

/**
 * The phrases of one family, with the texts that show what they are for.
 *
 * @param phrases in the order of the file
 * @param examples texts that hold at least one of them
 * @param counterExamples texts that hold none
 */
public record PhraseGroup(List<String> phrases, List<String> examples, List<String> counterExamples) {
    /** Of a family that nobody has written anything for. */
    public static final PhraseGroup EMPTY = new PhraseGroup(List.of(), List.of(), List.of());

    public PhraseGroup {
        phrases = List.copyOf(phrases);
        examples = List.copyOf(examples);
        counterExamples = List.copyOf(counterExamples);
    }
}
