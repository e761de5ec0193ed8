package org.sluicemta.bounce.text;

import java.util.List;
import org.sluicemta.phrase.Phrases;

/** Apache James: qmail's greeting, then a list of recipients and one error message for all of them. */
final class ApacheJames extends ListingMailer {
    private static final Phrases ERROR = Phrases.of("error message");
    private static final Phrases DETAILS = Phrases.of("message details");

    ApacheJames() {
        super("james", Phrases.of("this is the james mail server at"), Phrases.of("failed recipient(s)"), ERROR);
    }

    @Override
    List<TextFailure> failures(ReportText text) {
        return SharedWords.explain(super.failures(text), SharedWords.between(text.lines(), ERROR, DETAILS));
    }
}
