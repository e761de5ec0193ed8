package org.sluicemta.mailets;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.Occurrence;
import org.sluicemta.event.ReportFacts;
import org.sluicemta.handoff.ChainRun;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.FinishedEnvelope.ReturnPaths;
import org.sluicemta.letter.Letter;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.tenant.Tenant;
import org.sluicemta.tenant.TenantDirectory;

/**
 * Forwards mail to postmaster and abuse at the bounce domain (RFC 2142) to the postmaster of {@code sluice.xml}, as
 * mail of the platform's tenant, unchanged and with the null sender, so that it can't loop. Without a postmaster it is
 * only recorded, as a Returned event for each address. No parameters.
 *
 * <pre>{@code <mailet match="SentToBounceDomain=postmaster" class="ForwardToPostmaster"/>}</pre>
 */
public final class ForwardToPostmaster extends GenericMailet {
    private final ServerSettings settings;
    private final TenantDirectory tenants;
    private final EventLog events;

    @Inject
    public ForwardToPostmaster(ServerSettings settings, TenantDirectory tenants, EventLog events) {
        this.settings = settings;
        this.tenants = tenants;
        this.events = events;
    }

    @Override
    public void init() throws MessagingException {
        new MailetParameters(getMailetConfig()).check();
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (settings.postmaster().isBlank()) {
            record(new ChainMail(mail));
        } else {
            ChainRun.current().stage(forwarded(mail, EmailAddress.parse(settings.postmaster())));
        }
        mail.setState(Mail.GHOST);
    }

    private void record(ChainMail mail) {
        for (MailAddress recipient : mail.recipients()) {
            events.append(new Occurrence.Returned(mail.facts(ChainMail.address(recipient)), ReportFacts.of("none")));
            ChainRun.account();
        }
    }

    private FinishedEnvelope forwarded(Mail mail, EmailAddress postmaster) throws MessagingException {
        ChainMail chainMail = new ChainMail(mail);
        Tenant platform = tenants.find(settings.platformTenant())
                .orElseThrow(() -> new MessagingException("the platform's tenant " + settings.platformTenant()
                        + " does not exist; make it with: sluice tenant add " + settings.platformTenant()));
        FinalContent content = FinalContent.of(mail);
        int index = ChainRun.current().nextRecipientIndex();
        return new FinishedEnvelope(
                new Letter(
                        chainMail.messageId(),
                        platform.id(),
                        platform.defaultStream(),
                        null,
                        EnvelopeExtras.options(chainMail, Optional.empty(), content.eightBit()),
                        content.content(),
                        chainMail.receivedAt()),
                new ReturnPaths.Common(Optional.empty()),
                List.of(new EnvelopeRecipient(postmaster, index, Set.of(), null)),
                chainMail.clientAddress());
    }
}
