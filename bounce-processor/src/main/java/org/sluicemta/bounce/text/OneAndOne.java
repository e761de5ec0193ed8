package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** GMX and 1&1 (Nemesis): Exim's words, then {@code "address":} at the left edge and the words below. */
final class OneAndOne extends ListingMailer {
    OneAndOne() {
        super(
                "1und1",
                Phrases.of(
                        "the header of the original message is following",
                        "smtp error from remote server for",
                        "smtp error from remote server after",
                        "could not be delivered to one or more of its recipients. this is a permanent error. the following address failed:"),
                Phrases.of("failed:"),
                Phrases.of("the header of the original"));
    }
}
