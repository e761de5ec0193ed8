package org.sluicemta.bounce.text;

import org.sluicemta.phrase.PhraseFamily;

/** Tells a warning that delivery is late, and a notice that it went well, from a report that it failed. */
final class Delays {

    private Delays() {}

    /** Whether the words are those of a notice that delivery went well, and none of failure are among them. */
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
