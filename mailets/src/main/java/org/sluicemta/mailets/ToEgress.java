package org.sluicemta.mailets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.AttributeName;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.handoff.ChainRun;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.FinishedEnvelope.ReturnPaths;
import org.sluicemta.letter.Letter;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.returnpath.ReturnPathTokens;

/**
 * Sends the mail: stages the finished envelope on the running chain and ends it. It is queued when the whole chain has
 * returned and everything staged is committed. Only then does the client get 250. Needs tenant and stream on the mail.
 * No parameters.
 *
 * <pre>{@code <mailet match="All" class="ToEgress"/>}</pre>
 */
public final class ToEgress extends GenericMailet {
    private static final AttributeName VERP = AttributeName.of(MailAttributeNames.VERP);
    private static final AttributeName RECIPIENT_INDEX = AttributeName.of(MailAttributeNames.RECIPIENT_INDEX);

    private final ReturnPathTokens tokens;

    @Inject
    public ToEgress(ReturnPathTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void init() throws MessagingException {
        new MailetParameters(getMailetConfig()).check();
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        ChainMail chainMail = new ChainMail(mail);
        if (!chainMail.recipients().isEmpty()) {
            ChainRun.current().stage(envelope(mail, chainMail));
        }
        mail.setState(Mail.GHOST);
    }

    private FinishedEnvelope envelope(Mail mail, ChainMail chainMail) throws MessagingException {
        Optional<DsnParameters> dsn = mail.dsnParameters();
        FinalContent content = FinalContent.of(mail);
        List<EnvelopeRecipient> recipients = recipients(chainMail, dsn);
        return new FinishedEnvelope(
                new Letter(
                        chainMail.messageId(),
                        chainMail.tenant(),
                        chainMail.stream(),
                        chainMail.sender(),
                        EnvelopeExtras.options(chainMail, dsn, content.eightBit()),
                        content.content(),
                        chainMail.receivedAt(),
                        chainMail.campaign()),
                returnPaths(chainMail, recipients),
                recipients,
                chainMail.clientAddress());
    }

    private static List<EnvelopeRecipient> recipients(ChainMail mail, Optional<DsnParameters> dsn) {
        ChainRun run = ChainRun.current();
        Optional<Integer> reserved =
                mail.recipients().size() == 1 ? mail.number(RECIPIENT_INDEX).map(Long::intValue) : Optional.empty();
        List<EnvelopeRecipient> recipients = new ArrayList<>(mail.recipients().size());
        for (MailAddress recipient : mail.recipients()) {
            int index = reserved.orElseGet(run::nextRecipientIndex);
            recipients.add(EnvelopeExtras.recipient(mail, recipient, index, dsn));
        }
        return recipients;
    }

    private ReturnPaths returnPaths(ChainMail mail, List<EnvelopeRecipient> recipients) {
        if (!mail.flag(VERP)) {
            return new ReturnPaths.Common(Optional.ofNullable(mail.sender()));
        }
        Map<Integer, EmailAddress> paths = new HashMap<>();
        for (EnvelopeRecipient recipient : recipients) {
            paths.put(
                    recipient.index(),
                    tokens.returnPath(
                            mail.messageId(), recipient.index(), mail.tenant(), mail.stream(), recipient.address()));
        }
        return new ReturnPaths.PerRecipient(paths);
    }
}
