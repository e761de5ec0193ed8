package org.sluicemta.bounce.text;

import org.sluicemta.phrase.PhraseFamily;

/** Distinguishes a warning that delivery is delayed and a notice of success from a report of failure. */
final class Delays {

    private Delays() {}

    /** Whether the text says that delivery succeeded, and doesn't mention a failure. */
    static boolean saysDelivered(ReportText text) {
        return text.says(PhraseFamily.DELIVERED) && !text.says(PhraseFamily.FAILED);
    }

    static TextReport.Kind kind(ReportText text) {
        if (saysDelivered(text)) {
            return TextReport.Kind.DELIVERED;
        }
        Words words = text.words();
        boolean late = text.says(PhraseFamily.LATE)
                || words.in(PhraseFamily.LATE, text.subject())
                || words.begin(PhraseFamily.LATE_SUBJECT, text.subject());
        return late && !text.says(PhraseFamily.GIVEN_UP) ? TextReport.Kind.DELAYED : TextReport.Kind.FAILED;
    }
}
