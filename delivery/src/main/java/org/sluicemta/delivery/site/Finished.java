package org.sluicemta.delivery.site;

import org.sluicemta.delivery.outcome.Settlement;

/** A message whose outcome is known and what follows from it. */
record Finished(LaneMail mail, Settlement settlement) {
    /** Octets of content that its transaction writes. */
    long written() {
        return settlement.written();
    }
}
