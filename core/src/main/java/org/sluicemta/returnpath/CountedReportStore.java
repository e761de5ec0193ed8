package org.sluicemta.returnpath;

import java.util.List;
import java.util.Optional;
import org.sluicemta.mail.MessageId;

/** Remembers which reports have been counted, for as long as tokens are valid. Durable when {@link #note} returns. */
public interface CountedReportStore {
    /** The message that first brought a report of this kind about a send. */
    Optional<MessageId> firstMail(MessageId id, int recipientIndex, String kind);

    /** Existing entries stay as they are. */
    void note(List<CountedReport> reports);
}
