package org.sluicemta.mailets;

import javax.mail.MessagingException;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.mail.MailAttributeNames;

/**
 * Gives every recipient a return path of its own (VERP) at the bounce domain, with a signed token that identifies the
 * message and recipient of a bounce. The tokens are created when the mail leaves the chain ({@link ToEgress}), because
 * only then are the recipients final. Mail with the null sender keeps it, because it must not be bounced (RFC 5321
 * section 4.5.5). Relayed mail keeps its sender as well, because its bounces aren't ours. No parameters.
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
