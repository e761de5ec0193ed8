package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.Phrases;

/**
 * Yahoo and the providers on its software: {@code <address>:} and the words below; the notice of 2020 names the address only
 * in a {@code To:} line.
 */
final class Yahoo extends ListingMailer {
    Yahoo() {
        super(
                "yahoo",
                Phrases.of(
                        "unable to deliver message to the following address(es).",
                        "sorry, we were unable to deliver your message to the following address",
                        "i'm afraid i wasn't able to deliver the following message"),
                Phrases.of("the following address"),
                Phrases.of("below this line"));
    }

    @Override
    List<TextFailure> failures(ReportText text) {
        List<TextFailure> listed = super.failures(text);
        return listed.isEmpty() ? summarised(text) : listed;
    }

    private static List<TextFailure> summarised(ReportText text) {
        List<TextFailure> found = new ArrayList<>();
        for (String line : text.lines()) {
            if (Phrases.flat(line).startsWith("to: ")) {
                AddressText.all(line).forEach(each -> found.add(TextFailure.of(each, text.lines())));
            }
        }
        return found;
    }
}
