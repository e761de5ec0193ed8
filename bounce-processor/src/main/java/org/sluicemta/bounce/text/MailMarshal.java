package org.sluicemta.bounce.text;

import java.util.List;
import org.sluicemta.phrase.Phrases;

/** Trustwave MailMarshal: the answer first, then {@code The following recipients were affected:}. */
final class MailMarshal extends ListingMailer {
    private static final Phrases BECAUSE = Phrases.of("could not be delivered because of");
    private static final Phrases AFFECTED = Phrases.of("the following recipients were affected");

    MailMarshal() {
        super("mailmarshal", AFFECTED, AFFECTED, Phrases.of("additional information"));
    }

    @Override
    List<TextFailure> failures(ReportText text) {
        return SharedWords.explain(super.failures(text), SharedWords.between(text.lines(), BECAUSE, AFFECTED));
    }
}
