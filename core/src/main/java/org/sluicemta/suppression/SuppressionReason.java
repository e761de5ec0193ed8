package org.sluicemta.suppression;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why someone must not be mailed. */
public enum SuppressionReason {
    HARD_BOUNCE,
    SOFT_BOUNCE,
    COMPLAINT,
    UNSUBSCRIBE,
    MANUAL;

    /** As people, files and events write it: {@code hard-bounce}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads such a word, in any case; underscores, which older exports have, stand for hyphens.
     *
     * @throws IllegalArgumentException naming the words there are
     */
    public static SuppressionReason parse(String text) {
        String word = text.toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("reason must be one of "
                        + Arrays.stream(values()).map(SuppressionReason::word).collect(Collectors.joining(", "))
                        + ", got \"" + text + "\""));
    }
}
