package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** Novell GroupWise: {@code address (reason)} indented below one sentence. */
final class GroupWise extends ListingMailer {
    GroupWise() {
        super(
                "groupwise",
                Phrases.of("the message that you sent was undeliverable to the following:"),
                Phrases.of("undeliverable to the following"),
                Phrases.of());
    }
}
