package org.sluicemta.feedback;

import java.util.Set;
import org.sluicemta.mail.MessageContent;

/** Says which domains signed a report. May block on DNS. */
public interface ReportSigners {
    /** Domains of valid DKIM signatures, lower case; none when DNS fails. */
    Set<String> of(MessageContent report);
}
