package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** X.400 gateways (PP, MIXER, Isode): {@code Your message was not delivered to:} and the reason as an X.400 diagnostic. */
final class X400 extends ListingMailer {
    X400() {
        super(
                "x400",
                Phrases.of("your message was not delivered to: ", "this report relates to your message:"),
                Phrases.of("was not delivered to"),
                Phrases.of("the original message"));
    }
}
