package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** qmail and what was made of it (netqmail, indimail, Outblaze, xinnet, secureserver.net): {@code <address>:} and the words below. */
final class Qmail extends ListingMailer {
    Qmail() {
        super(
                "qmail",
                Phrases.of(
                        "this is the qmail-send program at",
                        "this is the deliver program at",
                        "i'm afraid i wasn't able to deliver your message to the following address",
                        "was unable to deliver your message to the following addresses. this is a permanent error",
                        "your mail message to the following address(es) could not be delivered",
                        "there's a problem with the e-mail address(es) you're trying to send to",
                        "i tried to deliver a bounce message to this address, but the bounce bounced"),
                Phrases.of(),
                Phrases.of());
    }
}
