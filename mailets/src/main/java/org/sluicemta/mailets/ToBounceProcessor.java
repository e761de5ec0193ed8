package org.sluicemta.mailets;

import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.handoff.ChainRun;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.mail.MessageContent;

/**
 * Passes mail that came back to the bounce domain to the bounce processor, once for each of its recipients, and ends
 * the chain. No parameters.
 *
 * <pre>{@code <mailet match="SentToBounceDomain" class="ToBounceProcessor"/>}</pre>
 */
public final class ToBounceProcessor extends GenericMailet {
    @Override
    public void init() throws MessagingException {
        new MailetParameters(getMailetConfig()).check();
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        ChainMail chainMail = new ChainMail(mail);
        MessageContent content = FinalContent.of(mail).content();
        for (MailAddress recipient : chainMail.recipients()) {
            ChainRun.current()
                    .stage(new ReturnedMail(
                            chainMail.messageId(),
                            ChainMail.address(recipient),
                            chainMail.sender(),
                            content,
                            chainMail.receivedAt(),
                            chainMail.clientAddress()));
        }
        mail.setState(Mail.GHOST);
    }
}
