package org.sluicemta.mailets;

import javax.mail.MessagingException;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.mail.MailAttributeNames;

/**
 * Has every recipient mailed from a return path of its own (VERP), at the bounce domain, with a signed token that says
 * to whom a bounce belongs. The tokens are made where the mail leaves the chain ({@link ToEgress}), because only there
 * the recipients are final. Mail with the null sender keeps it: it must not be bounced, RFC 5321 section 4.5.5.
 * Relayed mail keeps its sender as well: its bounces are not ours. No parameters.
 *
 * <pre>{@code <mailet match="All" class="RewriteReturnPath"/>}</pre>
 */
public final class RewriteReturnPath extends GenericMailet {
    private static final AttributeName VERP = AttributeName.of(MailAttributeNames.VERP);

    @Override
    public void init() throws MessagingException {
        new MailetParameters(getMailetConfig()).check();
    }

    @Override
    public void service(Mail mail) {
        ChainMail chainMail = new ChainMail(mail);
        if (!mail.getMaybeSender().isNullSender() && !chainMail.isRelayed()) {
            chainMail.set(VERP, "true");
        }
    }
}
