package org.sluicemta.delivery.site;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.suppression.SuppressionDecision;
import org.sluicemta.suppression.SuppressionList;

/** Decides what needs no connection: expired mail, and recipients that were suppressed while the mail waited. */
final class AttemptCheck {
    private final SuppressionList suppressions;
    private final InstantSource clock;

    @Inject
    AttemptCheck(SuppressionList suppressions, InstantSource clock) {
        this.suppressions = suppressions;
        this.clock = clock;
    }

    DeliveryJob check(DeliveryJob job) {
        OutboundMessage mail = job.taken().mail();
        if (!clock.instant().isBefore(mail.expiresAt())) {
            return decided(job, List.of(), expired(job));
        }
        return mail.tenant().isRelayed() ? job : checkSuppression(job, mail);
    }

    private static List<RecipientOutcome> expired(DeliveryJob job) {
        return job.due().stream()
                .map(recipient -> new RecipientOutcome(recipient, job.taken().expired()))
                .toList();
    }

    private DeliveryJob checkSuppression(DeliveryJob job, OutboundMessage mail) {
        List<EnvelopeRecipient> due = new ArrayList<>();
        List<RecipientOutcome> decided = new ArrayList<>();
        for (EnvelopeRecipient recipient : job.due()) {
            switch (suppressions.check(recipient.address(), mail.tenant(), mail.stream())) {
                case SuppressionDecision.Allowed allowed -> due.add(recipient);
                case SuppressionDecision.Suppressed found ->
                    decided.add(new RecipientOutcome(recipient, new DeliveryOutcome.Suppressed(found)));
            }
        }
        return decided.isEmpty() ? job : decided(job, due, decided);
    }

    private static DeliveryJob decided(DeliveryJob job, List<EnvelopeRecipient> due, List<RecipientOutcome> decided) {
        return new DeliveryJob(job.taken(), job.slot(), job.callBack(), job.settler(), due, decided);
    }
}
