package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** SurfControl E-mail Filter: {@code Addressed To: address}, then the attempts and their answers. */
final class SurfControl extends ListingMailer {
    SurfControl() {
        super(
                "surfcontrol",
                Phrases.of("a transcript of the attempts to send the message follows"),
                Phrases.of("failed to send to identified host"),
                Phrases.of("message non-deliverable", "--- message"));
    }
}
