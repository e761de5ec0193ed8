package org.sluicemta.mailets;

import java.io.Serializable;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.mail.MessageId;

/** Mails as the front door leaves them. Text holds an octet in each character. */
final class TestMail {
    static final MessageId ID = new MessageId(77);

    private TestMail() {}

    static Mail of(String text, String sender, String... recipients) throws Exception {
        MailImpl mail = MailImpl.builder()
                .name("test")
                .sender(MailAddress.getMailSender(sender))
                .addRecipients(recipients)
                .build();
        mail.setMessageNoCopy(new MimeMessageWrapper(OctetsSource.of(text)));
        mail.setRemoteAddr("192.0.2.7");
        set(mail, MailAttributeNames.MESSAGE_ID, ID.toString());
        set(mail, MailAttributeNames.RECEIVED_AT, 1_795_341_600_000L);
        return mail;
    }

    static Mail set(Mail mail, String name, Serializable value) {
        mail.setAttribute(Attribute.convertToAttribute(name, value));
        return mail;
    }
}
