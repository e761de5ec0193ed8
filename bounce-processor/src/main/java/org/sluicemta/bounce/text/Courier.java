package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** Courier: {@code <address>:} and the transcript with the remote server indented. */
final class Courier extends ListingMailer {
    Courier() {
        super(
                "courier",
                Phrases.of("running the courier mail server"),
                Phrases.of("cannot be delivered:", "has not been delivered", "cannot be delivered"),
                Phrases.of("if your message was also sent"));
    }
}
