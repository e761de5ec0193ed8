package org.sluicemta.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jspecify.annotations.Nullable;
import org.sluicemta.handoff.ChainRun;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.letter.Letter;
import org.sluicemta.mail.BytesContent;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;

/** Stages every mail as it is, and keeps the last one to look at. */
public final class StageMail extends GenericMailet {
    static volatile @Nullable Mail last;

    @Override
    public void service(Mail mail) throws MessagingException {
        last = mail;
        List<EnvelopeRecipient> recipients = new ArrayList<>();
        for (MailAddress address : mail.getRecipients()) {
            recipients.add(new EnvelopeRecipient(
                    EmailAddress.parse(address.asString()), recipients.size(), java.util.Set.of(), null));
        }
        EmailAddress sender = mail.getMaybeSender()
                .asOptional()
                .map(address -> EmailAddress.parse(address.asString()))
                .orElse(null);
        ChainRun.current()
                .stage(new FinishedEnvelope(
                        new Letter(
                                MessageId.parse(text(mail, MailAttributeNames.MESSAGE_ID)
                                        .orElseThrow()),
                                KnownTenants.ACME,
                                stream(mail),
                                sender,
                                EnvelopeOptions.NONE,
                                new BytesContent(bytes(mail)),
                                Instant.EPOCH),
                        new FinishedEnvelope.ReturnPaths.Common(Optional.ofNullable(sender)),
                        recipients,
                        null));
        mail.setState(Mail.GHOST);
    }

    /** As TagStream does it, in short. */
    private static StreamId stream(Mail mail) throws MessagingException {
        String header = mail.getMessage().getHeader("X-Sluice-Stream", ",");
        return new StreamId(
                text(mail, MailAttributeNames.LISTENER_STREAM).orElse(header == null ? "transactional" : header));
    }

    static Optional<String> text(@Nullable Mail mail, String name) {
        return mail == null
                ? Optional.empty()
                : mail.getAttribute(AttributeName.of(name))
                        .map(attribute -> String.valueOf(attribute.getValue().value()));
    }

    private static byte[] bytes(Mail mail) throws MessagingException {
        try (InputStream in = ((MimeMessageWrapper) mail.getMessage()).getMessageInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new MessagingException("cannot read", e);
        }
    }
}
