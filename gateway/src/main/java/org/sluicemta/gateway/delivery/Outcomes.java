package org.sluicemta.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SourceId;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.connection.SmtpConnection;
import org.sluicemta.gateway.connection.TlsDemand;
import org.sluicemta.gateway.transaction.TransactionResult;
import org.sluicemta.gateway.transaction.Verdict;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Classification;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.ResponseTable;

/**
 * A message's outcomes, recipient by recipient, as answers come in. The response table says what is permanent, whatever
 * the code.
 */
final class Outcomes {
    private final ResponseTable responses;
    private final SiteId site;
    private final Instant started;
    private final long startedNanos = System.nanoTime();
    private final Map<EnvelopeRecipient, DeliveryOutcome> decided = new HashMap<>();

    Outcomes(ResponseTable responses, SiteId site, Instant started) {
        this.responses = responses;
        this.site = site;
        this.started = started;
    }

    /**
     * A server's answer about a recipient.
     *
     * @param demand of the recipient's domain; the connection may have been opened for another
     */
    DeliveryOutcome decide(EnvelopeRecipient recipient, Verdict verdict, SmtpConnection connection, TlsDemand demand) {
        DeliveryOutcome outcome = of(verdict, connection, demand, took());
        decided.merge(recipient, outcome, Outcomes::afterAnotherTry);
        return outcome;
    }

    /** Mail is given up only if no source and no host refuses it just for a while, whatever their order. */
    private static DeliveryOutcome afterAnotherTry(DeliveryOutcome before, DeliveryOutcome now) {
        boolean stands = before instanceof DeliveryOutcome.Deferred
                && now instanceof DeliveryOutcome.Bounced
                && RefusedSources.isTriedElsewhere(before)
                && RefusedSources.isTriedElsewhere(now);
        return stands ? before : now;
    }

    /**
     * Those of them for the next host: theirs hung up without a reply that speaks for the others, or gave one that sends
     * them there.
     */
    List<EnvelopeRecipient> forNextHost(
            List<EnvelopeRecipient> recipients, TransactionResult ended, RefusedSources refused) {
        List<EnvelopeRecipient> left = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            EnvelopeRecipient recipient = recipients.get(i);
            DeliveryOutcome outcome = decided.get(recipient);
            if (ended.verdicts().get(i).elsewhere() && !RefusedSources.isHeeded(outcome)
                    || refused.sendsToNextHost(outcome)) {
                left.add(recipient);
            }
        }
        return left;
    }

    /** Those of them for whom the source was refused. */
    List<EnvelopeRecipient> forWhomRefused(
            SourceId source, List<EnvelopeRecipient> recipients, RefusedSources refused) {
        return recipients.stream()
                .filter(recipient -> refused.refuse(decided.get(recipient), source))
                .toList();
    }

    /** No server has heard of them. */
    void refuse(List<EnvelopeRecipient> recipients, Fault fault) {
        Duration took = took();
        recipients.forEach(recipient -> decided.merge(recipient, of(fault, took), Outcomes::afterAnotherTry));
    }

    /** They belong to another site's mail. */
    void misplaced(List<EnvelopeRecipient> recipients, SiteId other) {
        recipients.forEach(recipient -> decided.put(recipient, new DeliveryOutcome.Misplaced(other)));
    }

    /** Every recipient must have its outcome. */
    List<RecipientOutcome> inOrder(List<EnvelopeRecipient> recipients) {
        return recipients.stream()
                .map(recipient -> new RecipientOutcome(recipient, Objects.requireNonNull(decided.get(recipient))))
                .toList();
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private DeliveryOutcome of(Verdict verdict, SmtpConnection connection, TlsDemand demand, Duration took) {
        DeliveryAttempt attempt = new DeliveryAttempt(
                connection.source().id(),
                connection.remote().host(),
                connection.remote().written(),
                connection.tls(),
                connection.tlsPolicy(demand),
                started,
                took);
        return verdict.reply().isPositive()
                ? new DeliveryOutcome.Delivered(
                        attempt, verdict.reply(), connection.offer().dsn())
                : refused(attempt, verdict.reply(), meaning(verdict.phase(), verdict.reply()));
    }

    DeliveryOutcome of(Fault fault, Duration took) {
        DeliveryAttempt attempt = new DeliveryAttempt(
                fault.source(), fault.remoteHost(), fault.remoteAddress(), null, null, started, took);
        return refused(attempt, fault.reply(), meaning(fault));
    }

    /**
     * The fault that represents all those met on the way to a site's hosts: the last temporary one, else the last. Mail
     * is given up only if every host refuses it, so their order never decides.
     */
    Fault decisive(List<Fault> faults) {
        return faults.reversed().stream()
                .filter(fault -> !meaning(fault).permanent())
                .findFirst()
                .orElseGet(faults::getLast);
    }

    private static DeliveryOutcome refused(DeliveryAttempt attempt, SmtpReply reply, Classification says) {
        return says.permanent()
                ? new DeliveryOutcome.Bounced(attempt, reply, says)
                : new DeliveryOutcome.Deferred(attempt, reply, says);
    }

    Classification meaning(Fault fault) {
        return meaning(fault.phase(), fault.reply());
    }

    private Classification meaning(Phase phase, SmtpReply reply) {
        ResponseClass known = reply.foundHere();
        Classification says = known != null
                ? responses.classify(known, reply.code())
                : responses.classify(new Answer(site, phase, reply.code(), reply.enhancedStatus(), reply.text()));
        // A wrong password for the smarthost, or TLS that we insist on, is the operator's to fix: the mail is not
        // given up.
        boolean ofPolicy = phase == Phase.AUTH || phase == Phase.TLS;
        return ofPolicy && says.permanent() ? temporary(says) : says;
    }

    private static Classification temporary(Classification says) {
        return new Classification(says.responseClass(), false, says.blame(), 0, says.retrySchedule(), says.rule());
    }
}
