package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** Biglobe: sendmail-like headings of its own. */
final class Biglobe extends ListingMailer {
    Biglobe() {
        super(
                "biglobe",
                Phrases.of("----- non-delivered information -----"),
                Phrases.of("had delivery problems"),
                Phrases.of("non-delivered information"));
    }
}
