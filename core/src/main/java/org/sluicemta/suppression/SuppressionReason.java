package org.sluicemta.suppression;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sluicemta.config.Label;

/** Why a recipient must not be mailed. */
public enum SuppressionReason {
    HARD_BOUNCE,
    SOFT_BOUNCE,
    COMPLAINT,
    UNSUBSCRIBE,
    MANUAL;

    /** As people, files and events write it: {@code hard-bounce}. */
    public String word() {
        return Label.of(this);
    }

    /**
     * Parses such a word, ignoring case. Underscores, which older exports have, count as hyphens.
     *
     * @throws IllegalArgumentException listing the valid words
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
