package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Optional;
import org.sluicemta.phrase.Mailer;
import org.sluicemta.phrase.Mailer.Part;
import org.sluicemta.phrase.Phrases;

/** A mailer of {@code phrases.xml} that lists the failed addresses, perhaps with one reason for all of them elsewhere. */
final class ListLayout implements Recogniser {
    private final Mailer mailer;

    ListLayout(Mailer mailer) {
        this.mailer = mailer;
    }

    @Override
    public Optional<TextReport> read(ReportText text) {
        return mailer.wrote(text.flat()) ? TextReport.of(mailer.name(), text, failures(text)) : Optional.empty();
    }

    private List<TextFailure> failures(ReportText text) {
        List<TextFailure> listed =
                ListingMailer.listed(text, mailer.phrases(Part.LIST_AFTER), mailer.phrases(Part.LIST_UNTIL));
        Phrases reasonBegins = mailer.phrases(Part.REASON_AFTER);
        if (reasonBegins.isEmpty()) {
            return listed;
        }
        List<String> reason = SharedWords.between(text.lines(), reasonBegins, mailer.phrases(Part.REASON_UNTIL));
        return SharedWords.explain(listed, reason);
    }
}
