package org.sluicemta.delivery.site;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sluicemta.delivery.outcome.Settlement;
import org.sluicemta.delivery.schedule.Decision;
import org.sluicemta.egress.SiteId;
import org.sluicemta.gateway.SuspendedDomain;
import org.sluicemta.lane.LaneName;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.outcome.SmtpReply;
import org.sluicemta.queue.lane.QueuedMail;

/** Handles mail that isn't to be delivered from the lane it was taken from. */
final class LaneMoves {
    private static final Duration PUT_ASIDE = Duration.ofMinutes(1);

    private final SiteContext context;

    LaneMoves(SiteContext context) {
        this.context = context;
    }

    /** Mail that blocks others. */
    Settlement out(LaneMail mail, Decision.Target to) {
        return switch (to) {
            case LANE_OF_TENANT -> intoLaneOfTenant(mail);
            case LANE_OF_MAILING -> intoLaneOfMailing(mail);
            case SITE_OF_DOMAIN -> intoSiteOfDomain(mail);
        };
    }

    private Settlement intoLaneOfTenant(LaneMail mail) {
        OutboundMessage message = mail.mail();
        context.lanes().part(message.pool(), message.site(), message.tenant());
        return into(new LaneName(message.pool(), message.site(), message.tenant()), message, mail);
    }

    /** While too many have a lane of their own, the mail waits briefly in a time slot, where it needs no memory. */
    private Settlement intoLaneOfMailing(LaneMail mail) {
        return context.lanes().part(mail.ownLane()) ? into(mail.ownLane(), mail.mail(), mail) : later(mail, PUT_ASIDE);
    }

    private static Settlement into(LaneName lane, OutboundMessage message, LaneMail mail) {
        Settlement move = new Settlement();
        move.send(new QueuedMail(lane.queue(), lane, message, null, mail.taken().lastReply()));
        return move;
    }

    /** Mail that expired before its turn. */
    Settlement expired(LaneMail mail) {
        return context.removals().expired(mail.taken());
    }

    /** Mail an operator purged after the broker had already pushed it. */
    Settlement cancelled(LaneMail mail) {
        return context.removals().cancelled(mail.taken());
    }

    /**
     * Mail for a domain that is down. It waits without an attempt until the domain is tried again. No event is written,
     * because nothing has happened to it. But it may expire in the meantime.
     */
    Settlement postponed(LaneMail mail, SuspendedDomain domain) {
        OutboundMessage message = mail.taken().mail();
        if (!context.clock().instant().isBefore(message.expiresAt())) {
            return context.removals().expired(mail.taken());
        }
        Instant due = domain.until().isAfter(message.expiresAt()) ? message.expiresAt() : domain.until();
        SmtpReply known = mail.taken().lastReply();
        SmtpReply reply = known != null ? known : domain.lastReply();
        Settlement settlement = new Settlement();
        settlement.send(
                new QueuedMail(context.slots().queueFor(due), mail.feed().lane(), message, due, reply));
        return settlement;
    }

    /**
     * Mail for a domain that accepts it more slowly than it arrives must not block other domains, so the domain gets
     * its own lane. While too many have one, the mail waits briefly in a time slot, where it needs no memory.
     */
    private Settlement intoSiteOfDomain(LaneMail mail) {
        OutboundMessage message = mail.taken().mail();
        String domain = message.recipients().getFirst().address().domain();
        Optional<SiteId> own =
                context.lanes().part(message.pool(), context.sites().ofHosts(domain), domain);
        if (own.isEmpty()) {
            return later(mail, PUT_ASIDE);
        }
        LaneName lane = context.lanes().lane(message.at(own.get()));
        return into(lane, message.at(own.get()), mail);
    }

    /** A fault of ours must neither lose mail nor retry in a tight loop: the mail waits a while first. */
    Settlement later(LaneMail mail) {
        return later(mail, context.limits().faultPause());
    }

    private Settlement later(LaneMail mail, Duration pause) {
        Settlement settlement = new Settlement();
        Instant due = context.clock().instant().plus(pause);
        settlement.send(new QueuedMail(
                context.slots().queueFor(due),
                mail.feed().lane(),
                mail.taken().mail(),
                due,
                mail.taken().lastReply()));
        return settlement;
    }
}
