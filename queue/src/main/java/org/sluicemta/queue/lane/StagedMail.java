package org.sluicemta.queue.lane;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.mail.MessageContent;

/** Everything that one run of the chain puts into the broker, in one transaction. */
record StagedMail(List<QueuedMail> outbound, List<ReturnedMail> returned) {
    /** Approximate size of a message without its content. */
    private static final int ENVELOPE = 2 << 10;

    /** Its size on disk. */
    long octets() {
        Set<MessageContent> contents = Collections.newSetFromMap(new IdentityHashMap<>());
        outbound.forEach(queued -> contents.add(queued.mail().content()));
        returned.forEach(mail -> contents.add(mail.content()));
        long written = contents.stream().mapToLong(MessageContent::size).sum();
        return written + (long) ENVELOPE * (outbound.size() + returned.size());
    }
}
