package org.sluicemta.phrase;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What {@code phrases.xml} says, whole. Immutable; compiled for matching when it is created. */
public final class PhraseBook {
    private final Map<PhraseFamily, PhraseGroup> groups = new EnumMap<>(PhraseFamily.class);
    private final Map<PhraseFamily, Phrases> matchers = new EnumMap<>(PhraseFamily.class);
    private final List<Mailer> mailers;

    /** Without mailers. A family that is left out has no phrases. */
    public PhraseBook(Map<PhraseFamily, PhraseGroup> groups) {
        this(groups, List.of());
    }

    /** @param mailers in the order they are tried */
    public PhraseBook(Map<PhraseFamily, PhraseGroup> groups, List<Mailer> mailers) {
        this.mailers = List.copyOf(mailers);
        for (PhraseFamily family : PhraseFamily.values()) {
            PhraseGroup group = groups.getOrDefault(family, PhraseGroup.EMPTY);
            this.groups.put(family, group);
            if (family.place() != PhraseFamily.Place.WORDS) {
                matchers.put(family, Phrases.of(group.phrases()));
            }
        }
    }

    /** The phrases of a family as they were written. */
    public PhraseGroup group(PhraseFamily family) {
        return Objects.requireNonNull(groups.get(family));
    }

    /** In the order they are tried. */
    public List<Mailer> mailers() {
        return mailers;
    }

    /** The phrases of a family that is looked for anywhere, or at the beginning. */
    public Phrases phrases(PhraseFamily family) {
        return Objects.requireNonNull(matchers.get(family), () -> family + " is looked for as words");
    }
}
