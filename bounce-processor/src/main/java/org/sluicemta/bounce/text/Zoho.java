package org.sluicemta.bounce.text;

import java.util.List;
import org.sluicemta.phrase.Phrases;

/** Zoho Mail: {@code address words, ERROR_CODE :550, ERROR_CODE :5.1.1 answer} on one line. */
final class Zoho extends ListingMailer {
    Zoho() {
        super("zoho", Phrases.of("error_code :"), Phrases.of("permanent error"), Phrases.of("received:"));
    }

    @Override
    List<TextFailure> failures(ReportText text) {
        return super.failures(text).stream()
                .map(each -> TextFailure.of(
                        each.address(),
                        each.diagnostic() == null ? "" : each.diagnostic().replace("ERROR_CODE :", "")))
                .toList();
    }
}
