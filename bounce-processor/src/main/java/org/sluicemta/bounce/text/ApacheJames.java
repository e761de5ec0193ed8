package org.sluicemta.bounce.text;

/** Apache James: qmail's greeting, then a list of recipients and one error message. */
final class ApacheJames extends ListingMailer {
    ApacheJames() {
        super(
                "james",
                Phrases.of("this is the james mail server at"),
                Phrases.of("failed recipient(s)"),
                Phrases.of("error message"));
    }
}
