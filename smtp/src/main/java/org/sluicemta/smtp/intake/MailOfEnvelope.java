package org.sluicemta.smtp.intake;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.mail.DsnNotify;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.smtp.data.ChainMessage;

/** Builds the James mail for a received envelope, with the attributes mailets and matchers use. */
final class MailOfEnvelope {
    private MailOfEnvelope() {}

    static MailImpl make(ReceivedMail received) throws AddressException, javax.mail.MessagingException {
        List<MailAddress> recipients = new ArrayList<>(received.recipients().size());
        for (EnvelopeRecipient recipient : received.recipients()) {
            recipients.add(address(recipient.address()));
        }
        EmailAddress sender = received.sender();
        MailImpl mail = MailImpl.builder()
                .name(received.id().toString())
                .sender(sender == null ? Optional.empty() : Optional.of(address(sender)))
                .addRecipients(recipients)
                .build();
        mail.setMessageNoCopy(new ChainMessage(received.content()));
        client(mail, received);
        options(mail, received.options());
        dsn(mail, received);
        originals(mail, received);
        return mail;
    }

    private static void client(MailImpl mail, ReceivedMail received) {
        ClientFacts client = received.client();
        String address = client.address() == null ? null : client.address().getHostAddress();
        if (address != null) {
            mail.setRemoteAddr(address);
            // RFC 5321 section 4.1.3: an address literal when no name is known; names aren't looked up.
            mail.setRemoteHost("[" + address + "]");
        }
        set(mail, MailAttributeNames.MESSAGE_ID, received.id().toString());
        set(mail, MailAttributeNames.LISTENER, client.listener());
        set(mail, MailAttributeNames.LISTENER_STREAM, received.stream());
        set(mail, MailAttributeNames.CREDENTIAL, client.credential());
        set(mail, Mail.SMTP_AUTH_USER.asString(), client.credential());
        set(mail, MailAttributeNames.CLIENT_ADDRESS, received.clientKnown() ? address : null);
        set(mail, MailAttributeNames.CLIENT_TRUSTED, received.trusted() && received.mayRelay() ? "true" : null);
        set(mail, "org.apache.james.HELO", client.helo());
        number(mail, MailAttributeNames.RECEIVED_AT, received.receivedAt().toEpochMilli());
    }

    private static void options(MailImpl mail, EnvelopeOptions options) {
        set(mail, MailAttributeNames.EIGHT_BIT, options.eightBit() ? "true" : null);
        set(mail, MailAttributeNames.SMTP_UTF8, options.smtpUtf8() ? "true" : null);
        set(mail, MailAttributeNames.REQUIRE_TLS, options.requireTls() ? "true" : null);
        if (options.priority() != 0) {
            mail.setAttribute(new Attribute(
                    AttributeName.of(MailAttributeNames.PRIORITY), AttributeValue.of(options.priority())));
        }
        if (options.releaseAt() != null) {
            number(mail, MailAttributeNames.RELEASE_AT, options.releaseAt().toEpochMilli());
        }
    }

    private static void dsn(MailImpl mail, ReceivedMail received) throws AddressException {
        DsnParameters.Builder builder = DsnParameters.builder();
        EnvelopeOptions options = received.options();
        if (options.dsnReturn() != null) {
            builder.ret(DsnParameters.Ret.valueOf(options.dsnReturn().name()));
        }
        if (options.envelopeId() != null) {
            builder.envId(DsnParameters.EnvId.of(options.envelopeId()));
        }
        for (EnvelopeRecipient recipient : received.recipients()) {
            Optional<DsnParameters.RecipientDsnParameters> own =
                    DsnParameters.RecipientDsnParameters.of(notifyOf(recipient), originalOf(recipient));
            if (own.isPresent()) {
                builder.addRcptParameter(address(recipient.address()), own.get());
            }
        }
        builder.build().ifPresent(mail::setDsnParameters);
    }

    /** RFC 3461 section 5.2.1 wants ORCPT passed on unchanged, which James's own type can't do. */
    private static void originals(MailImpl mail, ReceivedMail received) {
        Map<String, AttributeValue<?>> originals = new HashMap<>();
        for (EnvelopeRecipient recipient : received.recipients()) {
            String original = recipient.originalRecipient();
            if (original != null) {
                originals.put(recipient.address().toString(), AttributeValue.of(original));
            }
        }
        if (!originals.isEmpty()) {
            mail.setAttribute(new Attribute(
                    AttributeName.of(MailAttributeNames.ORIGINAL_RECIPIENTS), AttributeValue.of(originals)));
        }
    }

    private static Optional<EnumSet<DsnParameters.Notify>> notifyOf(EnvelopeRecipient recipient) {
        if (recipient.notifyWhen().isEmpty()) {
            return Optional.empty();
        }
        EnumSet<DsnParameters.Notify> wanted = EnumSet.noneOf(DsnParameters.Notify.class);
        for (DsnNotify when : recipient.notifyWhen()) {
            wanted.add(DsnParameters.Notify.valueOf(when.name()));
        }
        return Optional.of(wanted);
    }

    /** James keeps only the address of {@code rfc822;address}, and only if it can parse it. */
    private static Optional<MailAddress> originalOf(EnvelopeRecipient recipient) {
        String original = recipient.originalRecipient();
        if (original == null || !original.regionMatches(true, 0, "rfc822;", 0, 7)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MailAddress(DsnParameters.XText.decode(original.substring(7))));
        } catch (AddressException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static MailAddress address(EmailAddress address) throws AddressException {
        return EnvelopeMailAddress.of(address);
    }

    private static void set(Mail mail, String name, @Nullable String value) {
        if (value != null) {
            mail.setAttribute(new Attribute(AttributeName.of(name), AttributeValue.of(value)));
        }
    }

    private static void number(Mail mail, String name, long value) {
        mail.setAttribute(new Attribute(AttributeName.of(name), AttributeValue.of(value)));
    }
}
