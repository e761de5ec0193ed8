package org.sluicemta.bounce.text;

import java.util.List;
import org.sluicemta.phrase.Phrases;

/** Gmail before it sent status parts: the address, then {@code Technical details of permanent failure:} for all of them. */
final class Gmail extends ListingMailer {
    private static final Phrases DETAILS = Phrases.of("technical details of");

    Gmail() {
        super(
                "gmail",
                Phrases.of(
                        "delivery to the following recipient failed permanently",
                        "delivery to the following recipients failed permanently",
                        "delivery to the following recipient has been delayed",
                        "delivery to the following recipients has been delayed",
                        "delivery to the following recipients failed."),
                Phrases.of("delivery to the following"),
                Phrases.of("technical details", "message will be retried"));
    }

    @Override
    List<TextFailure> failures(ReportText text) {
        List<TextFailure> listed = super.failures(text);
        int details = DETAILS.lineIn(text.lines(), 0);
        if (details < 0) {
            return listed;
        }
        TextFailure explained = TextFailure.of(
                "", text.lines().subList(details + 1, text.lines().size()));
        return listed.stream().map(each -> explained.of(each.address())).toList();
    }
}
