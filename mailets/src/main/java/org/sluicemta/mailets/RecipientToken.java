package org.sluicemta.mailets;

import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.sluicemta.handoff.ChainRun;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.returnpath.ReturnPathTokens;

/**
 * The token of a mail's only recipient, for headers. The return path will have the same token: the recipient's index is
 * reserved now and kept on the mail for {@link ToEgress}.
 */
final class RecipientToken {
    private static final AttributeName RECIPIENT_INDEX = AttributeName.of(MailAttributeNames.RECIPIENT_INDEX);

    private RecipientToken() {}

    static EmailAddress of(Mail mail, ReturnPathTokens tokens) {
        ChainMail chainMail = new ChainMail(mail);
        int index = chainMail.number(RECIPIENT_INDEX).map(Long::intValue).orElseGet(() -> reserve(mail));
        EmailAddress recipient =
                ChainMail.address(mail.getRecipients().iterator().next());
        return tokens.returnPath(chainMail.messageId(), index, chainMail.tenant(), chainMail.stream(), recipient);
    }

    private static int reserve(Mail mail) {
        int index = ChainRun.current().nextRecipientIndex();
        mail.setAttribute(new Attribute(RECIPIENT_INDEX, AttributeValue.of(index)));
        return index;
    }
}
