package org.sluicemta.delivery.outcome;

import java.time.InstantSource;
import javax.inject.Inject;
import org.sluicemta.event.Event;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.response.Blame;
import org.sluicemta.response.Classification;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/** Turns a failure into a suppression if its class says so. Only failures caused by the recipient count. */
public final class BounceSuppression {
    private static final String SOURCE = "delivery";
    private final InstantSource clock;

    @Inject
    public BounceSuppression(InstantSource clock) {
        this.clock = clock;
    }

    /** A hard bounce: permanent, caused by the recipient, and one is enough. */
    public static boolean suppressesAtOnce(Classification classification) {
        return classification.blame() == Blame.RECIPIENT
                && classification.permanent()
                && classification.suppressAfter() == 1
                && classification.lasting().isZero();
    }

    void add(
            OutboundMessage mail,
            EnvelopeRecipient recipient,
            Classification classification,
            Event evidence,
            Settlement settlement) {
        if (mail.tenant().isRelayed()
                || classification.blame() != Blame.RECIPIENT
                || classification.suppressAfter() < 1) {
            return;
        }
        settlement.suppress(
                classification.suppressAfter() == 1
                        ? once(mail, recipient, classification, entry(mail, recipient, classification, evidence))
                        : new SuppressionWrite.SoftFailure(
                                recipient.address(),
                                mail.tenant(),
                                mail.stream(),
                                mail.id(),
                                classification.suppressAfter(),
                                evidence.id()));
    }

    /** For a failure that suffices by itself: immediately, or once it has lasted. */
    private static SuppressionWrite once(
            OutboundMessage mail, EnvelopeRecipient recipient, Classification classification, Suppression entry) {
        return classification.lasting().isZero()
                ? new SuppressionWrite.Add(entry)
                : new SuppressionWrite.LastingFailure(
                        recipient.address(), mail.tenant(), mail.id(), classification.lasting(), entry);
    }

    private Suppression entry(
            OutboundMessage mail, EnvelopeRecipient recipient, Classification classification, Event evidence) {
        return new Suppression(
                recipient.address().toString(),
                new SuppressionScope.OfTenant(mail.tenant()),
                classification.permanent() ? SuppressionReason.HARD_BOUNCE : SuppressionReason.SOFT_BOUNCE,
                SOURCE,
                evidence.id(),
                SOURCE,
                clock.instant(),
                null);
    }
}
