package org.sluicemta.delivery.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.campaign.Mailing;

/** A campaign's or stream's share of its tenant's turns, and its flows. */
final class MailingShare<M extends HeldMail> extends Refusing {
    final TenantShare<M> tenant;
    /** Where its tenant takes turns for it. */
    final TenantTurns<M> turns;

    final Mailing mailing;
    /** Those that may send, unless limits of the campaign have refused. */
    final Deque<Flow<M>> flows = new ArrayDeque<>(2);

    int held;
    long credit;
    boolean inRing;

    MailingShare(TenantTurns<M> turns, Mailing mailing) {
        this.tenant = turns.tenant;
        this.turns = turns;
        this.mailing = mailing;
    }

    /** Whose limits count for it alone. */
    MailOwner owner() {
        return mailing instanceof Mailing.OfCampaign of
                ? new MailOwner(tenant.id, of.campaign())
                : MailOwner.of(tenant.id);
    }

    /** Whether it may have limits that don't count for the rest of its tenant's mail. */
    boolean isCampaign() {
        return mailing instanceof Mailing.OfCampaign;
    }
}
