package org.sluicemta.bounce.text;

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
