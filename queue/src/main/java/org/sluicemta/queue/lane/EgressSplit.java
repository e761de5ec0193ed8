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
    /** Every server accepts at least this many recipients in one transaction, RFC 5321 section 4.5.3.1.8. */
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

    /** What becomes one message. */
    private record Part(SiteId site, @Nullable EmailAddress returnPath, List<EnvelopeRecipient> recipients) {}

    /** @param pool that its mail leaves by */
    public List<QueuedMail> split(FinishedEnvelope envelope, PoolId pool) {
        List<Part> parts = parts(envelope, pool);
        Letter letter = envelope.letter();
        Instant expires =
                letter.firstWanted().plus(plans.current().expireAfter(letter.stream(), EgressPlan.DEFAULT_SCHEDULE));
        List<QueuedMail> made = new ArrayList<>(parts.size());
        for (Part part : parts) {
            OutboundMessage mail = new OutboundMessage(
                    letter,
                    pool,
                    part.site(),
                    part.returnPath(),
                    part.recipients(),
                    expires,
                    Attempts.NONE,
                    parts.size());
            made.add(place(mail, mail.options().releaseAt()));
        }
        return made;
    }

    private List<Part> parts(FinishedEnvelope envelope, PoolId pool) {
        return switch (envelope.returnPaths()) {
            case ReturnPaths.PerRecipient paths -> perRecipient(envelope, pool, paths);
            case ReturnPaths.Common common ->
                perSite(envelope, pool, common.address().orElse(null));
        };
    }

    private List<Part> perRecipient(FinishedEnvelope envelope, PoolId pool, ReturnPaths.PerRecipient paths) {
        List<Part> parts = new ArrayList<>(envelope.recipients().size());
        for (EnvelopeRecipient recipient : envelope.recipients()) {
            EmailAddress returnPath = paths.byIndex().get(recipient.index());
            if (returnPath == null) {
                throw new IllegalStateException(
                        "message " + envelope.id() + ": recipient " + recipient.index() + " has no return path");
            }
            parts.add(new Part(site(pool, recipient), returnPath, List.of(recipient)));
        }
        return parts;
    }

    private List<Part> perSite(FinishedEnvelope envelope, PoolId pool, @Nullable EmailAddress returnPath) {
        Map<String, List<EnvelopeRecipient>> groups = new LinkedHashMap<>();
        for (EnvelopeRecipient recipient : envelope.recipients()) {
            groups.computeIfAbsent(group(recipient), key -> new ArrayList<>()).add(recipient);
        }
        List<Part> parts = new ArrayList<>();
        for (List<EnvelopeRecipient> group : groups.values()) {
            SiteId site = site(pool, group.getFirst());
            for (int from = 0; from < group.size(); from += RECIPIENTS_PER_MESSAGE) {
                int to = Math.min(group.size(), from + RECIPIENTS_PER_MESSAGE);
                parts.add(new Part(site, returnPath, group.subList(from, to)));
            }
        }
        return parts;
    }

    /**
     * Recipients that can share a transaction: those of one domain. A provider's domains may have different next hops,
     * and the common site is many servers.
     */
    private static String group(EnvelopeRecipient recipient) {
        return recipient.address().domain();
    }

    private SiteId site(PoolId pool, EnvelopeRecipient recipient) {
        String domain = recipient.address().domain();
        return lanes.site(pool, sites.ofHosts(domain), domain);
    }

    /** A message with a lane and, when it must wait, a slot. */
    public QueuedMail place(OutboundMessage mail, @Nullable Instant notBefore) {
        LaneName lane = lanes.lane(mail);
        if (notBefore == null || !notBefore.isAfter(clock.instant())) {
            return QueuedMail.now(lane, mail);
        }
        return new QueuedMail(slots.queueFor(notBefore), lane, mail, notBefore, null);
    }
}
