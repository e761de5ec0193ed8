package org.sluicemta.delivery.outcome;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.sluicemta.egress.SiteId;
import org.sluicemta.event.AttemptFacts;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.MailFacts;
import org.sluicemta.event.Occurrence;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.DeliveryAttempt;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.outcome.DeliveryOutcome.Expired;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.queue.lane.LaneFacts;
import org.sluicemta.queue.lane.Lanes;
import org.sluicemta.queue.lane.QueuedMail;
import org.sluicemta.queue.lane.TakenMail;
import org.sluicemta.queue.lane.TimeSlots;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Classification;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.ResponseTable;
import org.sluicemta.returnpath.SentMail;
import org.sluicemta.suppression.Suppression;

/**
 * Decides what follows from a message's outcomes. Recipients are judged one by one; a retry carries those still due.
 */
public final class OutcomeJudge {
    private final EventLog events;
    private final RetryTimes times;
    private final TimeSlots slots;
    private final Lanes lanes;
    private final BounceSuppression blames;
    private final Notices notices;
    private final ResponseTable responses;
    private final InstantSource clock;

    @Inject
    public OutcomeJudge(
            EventLog events,
            RetryTimes times,
            TimeSlots slots,
            Lanes lanes,
            BounceSuppression blames,
            Notices notices,
            ResponseTable responses,
            InstantSource clock) {
        this.events = events;
        this.times = times;
        this.slots = slots;
        this.lanes = lanes;
        this.blames = blames;
        this.notices = notices;
        this.responses = responses;
        this.clock = clock;
    }

    public Settlement judge(Attempted attempted) {
        Settlement settlement = new Settlement();
        Retries retries = new Retries();
        for (RecipientOutcome each : attempted.outcomes()) {
            judge(attempted.taken(), each.recipient(), each.outcome(), settlement, retries);
        }
        retries.byTime.forEach((when, retry) -> settlement.send(later(attempted.taken(), when, retry)));
        retries.untried.forEach((due, retry) -> settlement.send(untried(attempted.taken(), due, retry)));
        retries.bySite.forEach((site, recipients) -> settlement.send(at(attempted.taken(), site, recipients)));
        notices.add(attempted, settlement);
        return settlement;
    }

    /** Recipients to retry, by time and reason, and recipients that belong to another site. */
    private static final class Retries {
        private final Map<When, Retry> byTime = new LinkedHashMap<>();
        private final Map<SiteId, List<EnvelopeRecipient>> bySite = new LinkedHashMap<>();
        private final Map<Instant, Retry> untried = new LinkedHashMap<>();

        void untried(Instant due, EnvelopeRecipient recipient, SmtpReply reply) {
            untried.computeIfAbsent(due, when -> new Retry(new ArrayList<>(), reply))
                    .recipients()
                    .add(recipient);
        }

        void to(SiteId site, EnvelopeRecipient recipient) {
            bySite.computeIfAbsent(site, key -> new ArrayList<>()).add(recipient);
        }
    }

    private record When(Instant due, Instant expires) {}

    private record Retry(List<EnvelopeRecipient> recipients, SmtpReply reply) {}

    private void judge(
            TakenMail taken,
            EnvelopeRecipient recipient,
            DeliveryOutcome outcome,
            Settlement settlement,
            Retries retries) {
        switch (outcome) {
            case Delivered delivered -> delivered(taken, recipient, delivered, settlement);
            case Deferred deferred -> deferred(taken, recipient, deferred, settlement, retries);
            case Bounced bounced -> bounced(taken, recipient, bounced, settlement);
            case Expired expired -> expired(taken, recipient, expired, settlement);
            case DeliveryOutcome.Misplaced misplaced -> retries.to(misplaced.site(), recipient);
            case DeliveryOutcome.Suppressed suppressed -> suppressed(taken, recipient, suppressed);
        }
    }

    private void delivered(TakenMail taken, EnvelopeRecipient recipient, Delivered delivered, Settlement settlement) {
        OutboundMessage mail = taken.mail();
        settlement.delivered();
        events.append(new Occurrence.Delivered(
                facts(taken, recipient, delivered.attempt()),
                AttemptFacts.of(mail.attempt() + 1, delivered.attempt(), delivered.reply())));
        if (mail.tenant().isRelayed()) {
            return; // its bounces go to nobody, and no suppression list applies to it
        }
        settlement.record(new SentMail(
                mail.id(),
                recipient.index(),
                mail.tenant(),
                mail.stream(),
                recipient.address(),
                delivered.attempt().source(),
                clock.instant(),
                mail.campaignId()));
        if (mail.returnPath() != null) {
            settlement.suppress(
                    new SuppressionWrite.Success(recipient.address(), mail.tenant(), mail.stream(), mail.id()));
        }
    }

    private void deferred(
            TakenMail taken, EnvelopeRecipient recipient, Deferred deferred, Settlement settlement, Retries retries) {
        if (!deferred.wasAttempted()) {
            retries.untried(times.afterOwnFault(taken.mail()), recipient, deferred.reply());
            return;
        }
        Instant next = times.next(taken.mail(), deferred.classification());
        Instant expiry = times.expiry(taken.mail(), deferred.classification());
        AttemptFacts facts = AttemptFacts.of(taken.mail().attempt() + 1, deferred.attempt(), deferred.reply())
                .judged(deferred.classification().responseClass())
                .again(next);
        settlement.deferred();
        Event event = events.append(new Occurrence.Deferred(facts(taken, recipient, deferred.attempt()), facts));
        blames.add(taken.mail(), recipient, deferred.classification(), event, settlement);
        noteAnswer(taken.mail(), recipient, deferred.attempt(), deferred.classification(), settlement);
        retries.byTime
                .computeIfAbsent(new When(next, expiry), when -> new Retry(new ArrayList<>(), deferred.reply()))
                .recipients()
                .add(recipient);
    }

    /** No attempt is counted where none was made, and the last server reply is kept. */
    private QueuedMail untried(TakenMail taken, Instant due, Retry retry) {
        SmtpReply known = taken.lastReply();
        return new QueuedMail(
                slots.queueFor(due),
                taken.lane(),
                taken.mail().to(retry.recipients()),
                due,
                known != null ? known : retry.reply());
    }

    private QueuedMail later(TakenMail taken, When when, Retry retry) {
        OutboundMessage next = taken.mail().again(retry.recipients(), clock.instant(), when.expires());
        return new QueuedMail(slots.queueFor(when.due()), taken.lane(), next, when.due(), retry.reply());
    }

    /** No attempt was made, so none is counted. */
    private QueuedMail at(TakenMail taken, SiteId site, List<EnvelopeRecipient> recipients) {
        OutboundMessage mail = taken.mail().to(recipients).at(site);
        LaneName lane = lanes.lane(mail.at(site));
        return new QueuedMail(lane.queue(), lane, mail, null, taken.lastReply());
    }

    private void bounced(TakenMail taken, EnvelopeRecipient recipient, Bounced bounced, Settlement settlement) {
        AttemptFacts facts = AttemptFacts.of(taken.mail().attempt() + 1, bounced.attempt(), bounced.reply())
                .judged(bounced.classification().responseClass());
        boolean atOnce =
                !taken.mail().tenant().isRelayed() && BounceSuppression.suppressesAtOnce(bounced.classification());
        Event event = events.append(new Occurrence.Bounced(facts(taken, recipient, bounced.attempt()), facts, atOnce));
        blames.add(taken.mail(), recipient, bounced.classification(), event, settlement);
        noteAnswer(taken.mail(), recipient, bounced.attempt(), bounced.classification(), settlement);
    }

    /** Even a refusal proves that the domain exists. */
    private static void noteAnswer(
            OutboundMessage mail,
            EnvelopeRecipient recipient,
            DeliveryAttempt attempt,
            Classification classification,
            Settlement settlement) {
        if (attempt.remoteAddress() != null && classification.responseClass() != ResponseClass.UNKNOWN_DOMAIN) {
            settlement.suppress(new SuppressionWrite.DomainAnswered(recipient.address(), mail.tenant(), mail.id()));
        }
    }

    private void expired(TakenMail taken, EnvelopeRecipient recipient, Expired expired, Settlement settlement) {
        AttemptFacts facts = AttemptFacts.of(taken.mail().attempt(), null, expired.lastReply())
                .judged(ResponseClass.EXPIRED);
        Event event = events.append(new Occurrence.Expired(facts(taken, recipient), facts));
        SmtpReply reply = expired.lastReply();
        if (reply != null) {
            blames.add(taken.mail(), recipient, meaning(taken.mail(), reply), event, settlement);
        }
    }

    private Classification meaning(OutboundMessage mail, SmtpReply reply) {
        ResponseClass found = reply.foundHere();
        // A full mailbox usually answers 452 until the message expires; the phase of the last reply isn't kept.
        return found != null
                ? responses.classify(found, reply.code())
                : responses.classify(
                        new Answer(mail.site(), Phase.RCPT, reply.code(), reply.enhancedStatus(), reply.text()));
    }

    private void suppressed(TakenMail taken, EnvelopeRecipient recipient, DeliveryOutcome.Suppressed suppressed) {
        Suppression entry = suppressed.decision().entry();
        events.append(new Occurrence.Suppressed(
                facts(taken, recipient), entry.reason().word(), entry.evidence()));
    }

    private static MailFacts facts(TakenMail taken, EnvelopeRecipient recipient) {
        return LaneFacts.of(taken.mail(), taken.lane(), recipient);
    }

    private static MailFacts facts(TakenMail taken, EnvelopeRecipient recipient, DeliveryAttempt attempt) {
        return facts(taken, recipient).by(attempt.source());
    }
}
