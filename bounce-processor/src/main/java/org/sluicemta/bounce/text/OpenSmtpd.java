package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** OpenSMTPD: {@code address: words} at the left edge. */
final class OpenSmtpd extends ListingMailer {
    OpenSmtpd() {
        super(
                "opensmtpd",
                Phrases.of(
                        "this is the mailer-daemon, please do not reply to this e",
                        "an error has occurred while attempting to deliver a message for the following list of recipients"),
                Phrases.of("list of recipients"),
                Phrases.of("below is a copy", "below are the message headers"));
    }
}
