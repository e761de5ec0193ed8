package org.sluicemta.delivery.site;

import org.sluicemta.delivery.outcome.Settlement;

/** A message whose outcome is known, and what follows from it. */
record Finished(LaneMail mail, Settlement settlement) {
    /** Octets of content written by its transaction. */
    long written() {
        return settlement.written();
    }
}
