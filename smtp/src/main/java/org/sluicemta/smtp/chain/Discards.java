package org.sluicemta.smtp.chain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.handoff.ChainRun;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MailAttributeNames;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * The recipients that mailets removed from a message without handing them over or giving a reason: dropped by Null,
 * stored in a folder, or replaced by the mailet's own mail. Recorded when the message is accepted. If it isn't, the
 * client knows anyway.
 */
public final class Discards {
    private static final AttributeName MESSAGE_ID = AttributeName.of(MailAttributeNames.MESSAGE_ID);
    private static final AttributeName TENANT = AttributeName.of(MailAttributeNames.TENANT);
    private static final AttributeName CAMPAIGN = AttributeName.of(MailAttributeNames.CAMPAIGN);
    private static final AttributeName STREAM = AttributeName.of(MailAttributeNames.STREAM);

    private final List<Occurrence.Discarded> discards = new ArrayList<>();

    /** A mail as it was before a mailet saw it. */
    record Before(String state, Collection<MailAddress> recipients, int accounts) {
        static Before of(Mail mail) {
            return new Before(mail.getState(), mail.getRecipients(), ChainRun.accounts());
        }
    }

    void note(Before before, Mail after, String mailet) {
        if (ChainRun.accounts() != before.accounts()) {
            return;
        }
        boolean all = Mail.GHOST.equals(after.getState());
        if (!all && after.getRecipients().size() >= before.recipients().size()) {
            return;
        }
        Set<MailAddress> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        if (!all) {
            kept.addAll(after.getRecipients());
        }
        for (MailAddress recipient : before.recipients()) {
            if (!kept.contains(recipient)) {
                discards.add(new Occurrence.Discarded(facts(after, recipient), before.state(), mailet));
            }
        }
    }

    private static MailFacts facts(Mail mail, MailAddress recipient) {
        MailAddress sender = mail.getMaybeSender().asOptional().orElse(null);
        MailFacts facts = value(mail, MESSAGE_ID)
                .map(MessageId::parse)
                .map(MailFacts::about)
                .orElse(MailFacts.NONE);
        return facts.of(
                        value(mail, TENANT).map(TenantId::new).orElse(null),
                        value(mail, STREAM).map(StreamId::new).orElse(null))
                .of(value(mail, CAMPAIGN).map(CampaignId::new).orElse(null))
                .from(sender == null ? null : address(sender))
                .to(address(recipient));
    }

    private static Optional<String> value(Mail mail, AttributeName name) {
        return AttributeUtils.getValueAndCastFromMail(mail, name, String.class);
    }

    private static EmailAddress address(MailAddress address) {
        return new EmailAddress(address.getLocalPart(), address.getDomain().name());
    }

    public boolean isEmpty() {
        return discards.isEmpty();
    }

    /** One event per recipient. */
    public void write(EventLog events) {
        discards.forEach(events::append);
    }
}
