package org.sluicemta.mailets;

import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.Occurrence;
import org.sluicemta.handoff.ChainRun;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionDecision;
import org.sluicemta.suppression.SuppressionList;

/**
 * Removes suppressed recipients from the envelope, with a Suppressed event for each. Mail with none left ends here, and
 * its client gets 250 like any other. Needs tenant and stream on the mail. Relayed mail belongs to no tenant, so it
 * passes unchecked. No parameters.
 *
 * <pre>{@code <mailet match="All" class="CheckSuppression"/>}</pre>
 */
public final class CheckSuppression extends GenericMailet {
    private final SuppressionList suppressions;
    private final EventLog events;

    @Inject
    public CheckSuppression(SuppressionList suppressions, EventLog events) {
        this.suppressions = suppressions;
        this.events = events;
    }

    @Override
    public void init() throws MessagingException {
        new MailetParameters(getMailetConfig()).check();
    }

    @Override
    public void service(Mail mail) {
        ChainMail chainMail = new ChainMail(mail);
        if (chainMail.isRelayed()) {
            return;
        }
        List<MailAddress> kept = new ArrayList<>();
        for (MailAddress recipient : chainMail.recipients()) {
            EmailAddress address = ChainMail.address(recipient);
            switch (suppressions.check(address, chainMail.tenant(), chainMail.stream())) {
                case SuppressionDecision.Allowed allowed -> kept.add(recipient);
                case SuppressionDecision.Suppressed suppressed -> record(chainMail, address, suppressed.entry());
            }
        }
        if (kept.size() < chainMail.recipients().size()) {
            mail.setRecipients(kept);
        }
        if (kept.isEmpty()) {
            mail.setState(Mail.GHOST);
        }
    }

    private void record(ChainMail mail, EmailAddress recipient, Suppression entry) {
        events.append(
                new Occurrence.Suppressed(mail.facts(recipient), entry.reason().word(), entry.evidence()));
        ChainRun.account();
    }
}
