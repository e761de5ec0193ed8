package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.phrase.Phrases;

/** Multimedia message centres (Verizon and others): {@code Error:} and a summary of the original below it. */
final class Verizon implements Recogniser {
    private static final Phrases KNOWN =
            Phrases.of("message could not be delivered to mobile", "no valid recipients for this mm");

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (!text.has(KNOWN)) {
            return Optional.empty();
        }
        List<TextFailure> found = new ArrayList<>();
        for (String address : AddressText.all(text.original().first("To"))) {
            found.add(TextFailure.of(address, text.lines()));
        }
        return TextReport.of("verizon", text, found);
    }
}
