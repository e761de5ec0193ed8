package org.sluicemta.queue.lane;

import java.util.List;
import org.sluicemta.handoff.ReturnedMail;

/** Everything that one run of the chain puts into the broker, in one transaction. */
record StagedMail(List<QueuedMail> outbound, List<ReturnedMail> returned) {
    /** What a message takes beside its content, about. */
    private static final int ENVELOPE = 1 << 10;

    /** That it takes on the disk. */
    long octets() {
        long contents = outbound.stream()
                        .mapToLong(queued -> queued.mail().content().size())
                        .sum()
                + returned.stream().mapToLong(mail -> mail.content().size()).sum();
        return contents + (long) ENVELOPE * (outbound.size() + returned.size());
    }
}
