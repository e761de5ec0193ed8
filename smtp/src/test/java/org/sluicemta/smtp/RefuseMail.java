package org.sluicemta.smtp;

import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.handoff.ChainRefusal;

/** Throws what its parameter {@code how} says: refusal, wrapped, error. */
public final class RefuseMail extends GenericMailet {
    @Override
    public void service(Mail mail) throws MessagingException {
        ChainRefusal refusal = new ChainRefusal("5.7.1", "We do not want this");
        switch (getInitParameter("how")) {
            case "refusal" -> throw refusal;
            case "wrapped" -> throw new MessagingException("refused", refusal);
            default -> throw new MessagingException("a mailet is broken");
        }
    }
}
