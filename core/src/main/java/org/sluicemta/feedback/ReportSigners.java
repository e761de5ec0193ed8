package org.sluicemta.feedback;

import java.util.Set;
import org.sluicemta.mail.MessageContent;

/** Whose signature a report carries. May block on DNS. */
public interface ReportSigners {
    /** Domains of DKIM signatures that verify, lower case; none when DNS does not answer. */
    Set<String> of(MessageContent report);
}
