package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** MailEnable: {@code Recipient: [SMTP:address]} and {@code Reason: answer}. */
final class MailEnable extends ListingMailer {
    MailEnable() {
        super(
                "mailenable",
                Phrases.of("mailenable: message could not be delivered", "mailenable: message delivery"),
                Phrases.of("could not be reached"),
                Phrases.of("message headers follow"));
    }
}
