package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** Postfix and its rebranded descendants: {@code <address>: words (in reply to RCPT TO command)}. */
final class Postfix extends ListingMailer {
    Postfix() {
        super(
                "postfix",
                Phrases.of(
                        "this is the postfix program at host",
                        "this is the mail system at host",
                        "i'm sorry to have to inform you that the message returned below could not be delivered",
                        "i'm sorry to have to inform you that your message could not be delivered to one or more recipients"),
                Phrases.of("the mail system", "the postfix program", " program"),
                Phrases.of());
    }
}
