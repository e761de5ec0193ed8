package org.sluicemta.bounce.text;

import java.util.List;
import org.sluicemta.phrase.Phrases;

/**
 * Exim, 1 to 4, and Mail.ru's and cPanel's versions of it: addresses indented by two, the words about each indented by
 * four. If a failure names a file or a pipe instead of an address, X-Failed-Recipients has the address.
 */
final class Exim extends ListingMailer {
    private static final Phrases LOCAL_SCAN = Phrases.of("local mailbox");

    Exim() {
        super(
                "exim",
                Phrases.of(
                        "this message was created automatically by mail delivery software",
                        "a message that you sent was rejected by the local scanning code",
                        "a message that you sent contained one or more recipient addresses that were incorrectly",
                        "a message that you sent contained no recipient addresses",
                        "a message that you sent could not be delivered to all of its recipients"),
                Phrases.of(
                        "address(es) failed",
                        "address failed",
                        "failed:",
                        "has not yet been delivered is",
                        "have not yet been delivered are",
                        "has not yet been delivered to",
                        "incorrectly constructed"),
                Phrases.of("the following text was generated", "no action is required", "**********"));
    }

    @Override
    List<TextFailure> failures(ReportText text) {
        List<TextFailure> listed = super.failures(text);
        if (listed.isEmpty()) {
            listed = FailedRecipientsHeader.read(text);
        }
        return listed.isEmpty() ? new Sentences(LOCAL_SCAN).read(text.lines(), text.words()) : listed;
    }
}
