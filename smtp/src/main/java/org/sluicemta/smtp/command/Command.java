package org.sluicemta.smtp.command;

import org.sluicemta.smtp.session.Action;
import org.sluicemta.smtp.session.SmtpSession;

/** One SMTP command. Never blocks; work that may block is returned as {@link Action.Work}. */
@FunctionalInterface
interface Command {
    /** @param argument text after the verb, without the space between them; may be empty */
    Action run(SmtpSession session, String argument);
}
