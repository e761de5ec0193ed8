package org.sluicemta.smtp.container;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.inject.Inject;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.handoff.Outbox;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.smtp.chain.ChainPass;

/** Sends mail made inside the server like a mailet's mail, with its own pass and commit. */
final class ChainOutbox implements Outbox {
    private final ChainMailetContext context;

    @Inject
    ChainOutbox(ChainMailetContext context) {
        this.context = context;
    }

    @Override
    public void send(OwnMail mail) throws HandOffException {
        if (ChainPass.current() != null) {
            throw new IllegalStateException("a mailet sends its mail through its context");
        }
        try {
            send(made(mail));
        } catch (MessagingException | RuntimeException e) {
            throw new HandOffException("not queued: " + e.getMessage(), e);
        }
    }

    private void send(MailImpl mail) throws MessagingException {
        try {
            context.sendMail(mail, Mail.DEFAULT);
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    private static MailImpl made(OwnMail mail) throws MessagingException {
        List<MailAddress> recipients = new ArrayList<>();
        for (EmailAddress recipient : mail.recipients()) {
            recipients.add(new MailAddress(recipient.localPart(), recipient.domain()));
        }
        MailImpl.Builder builder = MailImpl.builder()
                .name(MailImpl.getId())
                .addRecipients(recipients)
                .mimeMessage(message(mail));
        EmailAddress sender = mail.sender();
        if (sender != null) {
            builder.sender(new MailAddress(sender.localPart(), sender.domain()));
        }
        MailImpl made = builder.build();
        mail.tenant().ifPresent(tenant -> set(made, MailAttributeNames.FOR_TENANT, tenant.value()));
        mail.stream().ifPresent(stream -> set(made, MailAttributeNames.LISTENER_STREAM, stream.value()));
        return made;
    }

    private static MimeMessage message(OwnMail mail) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail.message()));
    }

    private static void set(Mail mail, String name, String value) {
        mail.setAttribute(new Attribute(AttributeName.of(name), AttributeValue.of(value)));
    }
}
