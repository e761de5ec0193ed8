package org.sluicemta.testing.crash;

import org.sluicemta.testing.smtp.SinkPhase;
import org.sluicemta.testing.smtp.SinkRule;
import org.sluicemta.testing.smtp.SinkScript;

/** How a sink treats the numbered messages of a {@link CrashRun}: a third of them fail once. */
public final class FailingSink {
    private FailingSink() {}

    /** Refusals, silence and broken connections, each at the first attempt, depending on the number's last digit. */
    public static SinkScript script() {
        return SinkScript.of(
                SinkRule.at(SinkPhase.RCPT)
                        .recipientMatching("n\\d*7@.*")
                        .firstPerRecipient(1)
                        .answer(450, "4.2.0 Greylisted"),
                SinkRule.at(SinkPhase.END_OF_DATA)
                        .recipientMatching("n\\d*3@.*")
                        .firstPerRecipient(1)
                        .answer(451, "4.3.0 Try again later"),
                SinkRule.at(SinkPhase.END_OF_DATA)
                        .recipientMatching("n\\d*55@.*")
                        .firstPerRecipient(1)
                        .close());
    }
}
