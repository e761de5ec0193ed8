package org.sluicemta.bounce;

import java.util.List;
import org.sluicemta.response.ResponseTable;

/**
 * Decides how final each failure is. The response table decides this as well as the class, so a connection that timed
 * out can't be permanent in one field and temporary in the other.
 */
final class Judge {
    private final ResponseTable responses;

    Judge(ResponseTable responses) {
        this.responses = responses;
    }

    List<ReportedRecipient> judge(List<ReportedRecipient> recipients) {
        return recipients.stream().map(this::judge).toList();
    }

    /** The recipient with its final severity. A reader that knows a failure is temporary is trusted. */
    ReportedRecipient judge(ReportedRecipient recipient) {
        if (recipient.severity() != Severity.PERMANENT) {
            return recipient;
        }
        boolean late =
                "delayed".equals(recipient.action()); // RFC 3464 section 2.3.3: not given up, whatever the status
        boolean passes = late || !responses.classify(recipient.answer(null)).permanent();
        return passes ? recipient.withSeverity(Severity.TEMPORARY) : recipient;
    }
}
