package org.sluicemta.console.jmx;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sluicemta.suppression.SuppressionReason;

/** Reasons as people write them: {@code hard-bounce}. */
public final class ReasonWords {
    private ReasonWords() {}

    public static String word(SuppressionReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static SuppressionReason parse(String word) {
        return Arrays.stream(SuppressionReason.values())
                .filter(reason -> word(reason).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("reason must be one of "
                        + Arrays.stream(SuppressionReason.values())
                                .map(ReasonWords::word)
                                .collect(Collectors.joining(", "))
                        + ", got \"" + word + "\""));
    }
}
