package org.sluicemta.queue.lane;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.FinishedEnvelope.ReturnPaths;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.Attempts;
import org.sluicemta.letter.Letter;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;

/**
 * Turns a finished envelope whose pool is decided into outbound messages. Each recipient's domain determines the site,
 * its tenant the lane. One message per recipient if each has its own return path, otherwise one per domain.
 */
public final class EgressSplit {
    /** Every server takes at least so many recipients in one transaction, RFC 5321 section 4.5.3.1.8. */
    private static final int RECIPIENTS_PER_MESSAGE = 100;

    private final EgressPlans plans;
    private final Sites sites;
    private final Lanes lanes;
    private final TimeSlots slots;
    private final InstantSource clock;

    @Inject
    public EgressSplit(EgressPlans plans, Sites sites, Lanes lanes, TimeSlots slots, InstantSource clock) {
        this.plans = plans;
        this.sites = sites;
        this.lanes = lanes;
        this.slots = slots;
        this.clock = clock;
    }

    /** @param pool that its mail leaves by */
    public List<QueuedMail> split(FinishedEnvelope envelope, PoolId pool) {
        EgressPlan plan = plans.current();
        List<OutboundMessage> parts = switch (envelope.returnPaths()) {
            case ReturnPaths.PerRecipient paths -> perRecipient(envelope, plan, pool, paths);
            case ReturnPaths.Common common ->
                perSite(envelope, plan, pool, common.address().orElse(null));
        };
        return parts.stream()
                .map(part -> place(part.oneOf(parts.size()), part.options().releaseAt()))
                .toList();
    }

    private List<OutboundMessage> perRecipient(
            FinishedEnvelope envelope, EgressPlan plan, PoolId pool, ReturnPaths.PerRecipient paths) {
        List<OutboundMessage> made = new ArrayList<>(envelope.recipients().size());
        for (EnvelopeRecipient recipient : envelope.recipients()) {
            EmailAddress returnPath = paths.byIndex().get(recipient.index());
            if (returnPath == null) {
                throw new IllegalStateException(
                        "message " + envelope.id() + ": recipient " + recipient.index() + " has no return path");
            }
            made.add(part(envelope, plan, pool, site(pool, recipient), returnPath, List.of(recipient)));
        }
        return made;
    }

    private List<OutboundMessage> perSite(
            FinishedEnvelope envelope, EgressPlan plan, PoolId pool, @Nullable EmailAddress returnPath) {
        Map<String, List<EnvelopeRecipient>> groups = new LinkedHashMap<>();
        for (EnvelopeRecipient recipient : envelope.recipients()) {
            groups.computeIfAbsent(group(recipient), key -> new ArrayList<>()).add(recipient);
        }
        List<OutboundMessage> made = new ArrayList<>();
        for (List<EnvelopeRecipient> group : groups.values()) {
            SiteId site = site(pool, group.getFirst());
            for (int from = 0; from < group.size(); from += RECIPIENTS_PER_MESSAGE) {
                List<EnvelopeRecipient> some =
                        group.subList(from, Math.min(group.size(), from + RECIPIENTS_PER_MESSAGE));
                made.add(part(envelope, plan, pool, site, returnPath, some));
            }
        }
        return made;
    }

    /**
     * Recipients that can share a transaction: those of one domain. A provider's domains may have different next hops, and
     * the common site is many servers.
     */
    private static String group(EnvelopeRecipient recipient) {
        return recipient.address().domain();
    }

    private SiteId site(PoolId pool, EnvelopeRecipient recipient) {
        String domain = recipient.address().domain();
        return lanes.site(pool, sites.of(domain), domain);
    }

    private OutboundMessage part(
            FinishedEnvelope envelope,
            EgressPlan plan,
            PoolId pool,
            SiteId site,
            @Nullable EmailAddress returnPath,
            List<EnvelopeRecipient> recipients) {
        Letter letter = envelope.letter();
        Instant expires = letter.firstWanted().plus(plan.expireAfter(letter.stream(), EgressPlan.DEFAULT_SCHEDULE));
        return new OutboundMessage(letter, pool, site, returnPath, recipients, expires, Attempts.NONE);
    }

    /** A message with a lane and, when it must wait, a slot. */
    public QueuedMail place(OutboundMessage mail, @Nullable Instant notBefore) {
        LaneName lane = lanes.lane(mail.pool(), mail.site(), mail.tenant());
        if (notBefore == null || !notBefore.isAfter(clock.instant())) {
            return QueuedMail.now(lane, mail);
        }
        return new QueuedMail(slots.queueFor(notBefore), lane, mail, notBefore, null);
    }
}
