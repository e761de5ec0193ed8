package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** smail 3: a message log and {@code address ... words} between ruled headings. */
final class Smail extends ListingMailer {
    Smail() {
        super(
                "smail",
                Phrases.of("failed addresses follow:"),
                Phrases.of("failed addresses follow:"),
                Phrases.of("message text follows:"));
    }
}
