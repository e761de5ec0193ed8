package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** Critical Path and other gateways with ruled headings for failed recipients. */
final class CriticalPath extends ListingMailer {
    CriticalPath() {
        super(
                "critical-path",
                Phrases.of("--- failed recipients ---", "failed recipients ------"),
                Phrases.of("failed recipients"),
                Phrases.of("returned mail"));
    }
}
