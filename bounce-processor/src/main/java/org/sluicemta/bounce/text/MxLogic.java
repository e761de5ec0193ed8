package org.sluicemta.bounce.text;

import org.sluicemta.phrase.Phrases;

/** MX Logic: an Exim-like notice with {@code <address>: answer} on one line. */
final class MxLogic extends ListingMailer {
    MxLogic() {
        super(
                "mxlogic",
                Phrases.of(
                        "a message that you have sent could not be delivered to one or more recipients. this is a permanent error. the following address failed:"),
                Phrases.of("the following address failed"),
                Phrases.of("included is a copy"));
    }
}
