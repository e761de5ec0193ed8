package org.sluicemta.delivery.outcome;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.FinishedEnvelope.ReturnPaths;
import org.sluicemta.letter.Letter;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.DsnNotify;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeOptions;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.MessageId;
import org.sluicemta.mail.MessageIdSource;
import org.sluicemta.outcome.DeliveryOutcome.Bounced;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.outcome.DeliveryOutcome.Delivered;
import org.sluicemta.outcome.DeliveryOutcome.Expired;
import org.sluicemta.outcome.DeliveryOutcome.Misplaced;
import org.sluicemta.outcome.DeliveryOutcome.Suppressed;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.queue.lane.EgressSplit;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantDirectory;

/**
 * Adds the status notices that outcomes require (RFC 3461 section 5.2). A notice goes from the null sender to the
 * client's sender, through the same split as other mail. Mail with a null sender never causes one, and relayed mail of
 * strangers causes few.
 */
public final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    /** Number of attempts before the one whose failure causes a delay notice. */
    private static final int DELAY_NOTICE_ATTEMPT = 2;

    private final ServerSettings settings;
    private final TenantDirectory tenants;
    private final EgressPlans plans;
    private final RetryTimes times;
    private final EgressSplit split;
    private final NoticeSigner signer;
    private final StrangerNotices strangers;
    private final MessageIdSource ids;
    private final InstantSource clock;

    @Inject
    public Notices(
            ServerSettings settings,
            TenantDirectory tenants,
            EgressPlans plans,
            RetryTimes times,
            EgressSplit split,
            NoticeSigner signer,
            StrangerNotices strangers,
            MessageIdSource ids,
            InstantSource clock) {
        this.settings = settings;
        this.tenants = tenants;
        this.plans = plans;
        this.times = times;
        this.split = split;
        this.signer = signer;
        this.strangers = strangers;
        this.ids = ids;
        this.clock = clock;
    }

    void add(Attempted attempted, Settlement settlement) {
        EmailAddress sender = attempted.taken().mail().sender();
        if (sender == null) {
            return; // RFC 3461 section 5.2.3, RFC 5321 section 6.1: never a notice about a notice
        }
        List<NoticedRecipient> noticed = new ArrayList<>();
        for (RecipientOutcome each : attempted.outcomes()) {
            notice(attempted.taken().mail(), each).ifPresent(noticed::add);
        }
        if (!noticed.isEmpty()) {
            settlement.tell(new DueNotice(attempted.taken().mail(), sender, noticed));
        }
    }

    /**
     * Writes a batch's notices: one per sender and message, however many recipients it concerns. Notices written are no
     * longer due, so this can be called again.
     */
    void write(List<Settlement> batch) {
        Map<DueNotice.Subject, List<Settlement>> bySubject = new LinkedHashMap<>();
        for (Settlement settlement : batch) {
            for (DueNotice due : settlement.dueNotices()) {
                bySubject
                        .computeIfAbsent(due.subject(), subject -> new ArrayList<>())
                        .add(settlement);
            }
        }
        bySubject.forEach(this::write);
    }

    private void write(DueNotice.Subject subject, List<Settlement> of) {
        List<DueNotice> due = of.stream()
                .flatMap(settlement -> settlement.dueNotices().stream())
                .filter(notice -> notice.subject().equals(subject))
                .toList();
        OutboundMessage mail = due.getFirst().mail();
        List<NoticedRecipient> all =
                due.stream().flatMap(notice -> notice.recipients().stream()).toList();
        try {
            if (strangers.allows(mail)) {
                send(mail, subject.sender(), all, of.getFirst());
            }
        } catch (RuntimeException e) {
            // Retrying would block every message of its batch for as long as the fault lasts.
            LOG.error(
                    "No notice to {} about {} recipients of message {} because of an internal error; their events say what"
                            + " became of them",
                    subject.sender(),
                    all.size(),
                    mail.id(),
                    e);
        }
        of.forEach(settlement -> settlement.dueNotices().removeAll(due));
    }

    private Optional<NoticedRecipient> notice(OutboundMessage mail, RecipientOutcome each) {
        EnvelopeRecipient recipient = each.recipient();
        return switch (each.outcome()) {
            case Delivered delivered -> relayed(recipient, delivered);
            case Bounced bounced -> wantsFailure(recipient, () -> NoticedRecipient.failed(recipient, bounced));
            case Expired expired -> wantsFailure(recipient, () -> NoticedRecipient.expired(recipient, expired));
            case Deferred deferred -> delayed(mail, recipient, deferred);
            case Misplaced misplaced -> Optional.empty(); // nothing has become of it yet
            case Suppressed suppressed -> Optional.empty(); // the tenant asked us not to mail it, and the event says so
        };
    }

    /** RFC 3461 section 5.2.2: a DSN-capable server was told what the sender wants and will notify it. */
    private static Optional<NoticedRecipient> relayed(EnvelopeRecipient recipient, Delivered delivered) {
        return recipient.notifyWhen().contains(DsnNotify.SUCCESS) && !delivered.dsnPassedOn()
                ? Optional.of(NoticedRecipient.relayed(recipient, delivered))
                : Optional.empty();
    }

    /** RFC 3461 section 4.1: without NOTIFY the sender is told of failures. */
    private static Optional<NoticedRecipient> wantsFailure(
            EnvelopeRecipient recipient, Supplier<NoticedRecipient> notice) {
        Set<DsnNotify> wanted = recipient.notifyWhen();
        return wanted.isEmpty() || wanted.contains(DsnNotify.FAILURE) ? Optional.of(notice.get()) : Optional.empty();
    }

    /** Sent once, after the third failed attempt; shorter delays aren't worth a notice. */
    private Optional<NoticedRecipient> delayed(OutboundMessage mail, EnvelopeRecipient recipient, Deferred deferred) {
        boolean told = recipient.notifyWhen().contains(DsnNotify.DELAY)
                && deferred.wasAttempted()
                && mail.attempt() == DELAY_NOTICE_ATTEMPT;
        return told
                ? Optional.of(
                        NoticedRecipient.delayed(recipient, deferred, times.expiry(mail, deferred.classification())))
                : Optional.empty();
    }

    private void send(
            OutboundMessage mail, EmailAddress sender, List<NoticedRecipient> noticed, Settlement settlement) {
        MessageId id = ids.next();
        StatusNotice notice = new StatusNotice(id, settings.hostName(), mail, sender, noticed, clock.instant());
        MessageContent content = signer.signed(notice.content());
        FinishedEnvelope envelope = new FinishedEnvelope(
                new Letter(
                        id, settings.platformTenant(), stream(), null, options(mail, notice), content, clock.instant()),
                new ReturnPaths.Common(Optional.empty()),
                List.of(new EnvelopeRecipient(sender, 0, Set.of(DsnNotify.NEVER), null)),
                null);
        split.split(envelope, plans.current().poolOf(envelope.stream())).forEach(settlement::notice);
    }

    private static EnvelopeOptions options(OutboundMessage mail, StatusNotice notice) {
        boolean eightBit = notice.isEightBit() || mail.options().eightBit();
        return new EnvelopeOptions(null, null, eightBit, notice.isInternational(), false, 0, null);
    }

    private StreamId stream() {
        return tenants.find(settings.platformTenant())
                .map(tenant -> tenant.defaultStream())
                .orElseGet(() -> plans.current().usualStream());
    }
}
