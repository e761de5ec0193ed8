package org.sluicemta.returnpath;

import java.util.List;
import java.util.Optional;
import org.sluicemta.mail.MessageId;

/** Remembers which reports have counted, for as long as tokens are honoured. Durable when note returns. */
public interface CountedReportStore {
    /** The message that brought the report of this kind about a send. */
    Optional<MessageId> firstMail(MessageId id, int recipientIndex, String kind);

    /** What is noted already stays as it is. */
    void note(List<CountedReport> reports);
}
