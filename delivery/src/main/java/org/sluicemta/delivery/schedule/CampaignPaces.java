package org.sluicemta.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.MailOwner;

/**
 * The campaigns that are to be delivered until some time. Each has its pace; those whose next message isn't due yet wait
 * by themselves. Remembers a bounded number.
 */
final class CampaignPaces<M extends HeldMail> {
    private static final int MOST = 10_000;
    /** How long it may take at most to see that more mail has arrived in the broker. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
    /** In so much of the time that is left it has to be seen. */
    private static final int PARTS = 60;

    private final CampaignWatch<M> watch;
    private final Map<MailOwner, CampaignPace> paces = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MailOwner, CampaignPace> eldest) {
            return size() > MOST;
        }
    };
    private final PriorityQueue<Wait<M>> waits = new PriorityQueue<>();

    CampaignPaces(CampaignWatch<M> watch) {
        this.watch = watch;
    }

    private record Wait<M extends HeldMail>(Instant end, Instant since, MailingShare<M> share)
            implements Comparable<Wait<M>> {
        /** Whether something else has let it go on. */
        boolean isOver() {
            return !since.equals(share.refusedAt);
        }

        @Override
        public int compareTo(Wait<M> other) {
            return end.compareTo(other.end);
        }
    }

    /** When the message's campaign should be looked at again, or null if the message may leave now. */
    @Nullable
    Instant notBefore(M mail, Instant now) {
        Instant until = mail.deliverUntil();
        if (until == null) {
            return null;
        }
        if (!now.isBefore(until)) {
            if (paces.remove(mail.owner()) != null) {
                watch.spread(mail.ownLane(), null);
            }
            return null;
        }
        PacedCampaign paced =
                paces.computeIfAbsent(mail.owner(), owner -> new CampaignPace()).now(until, watch.waiting(mail), now);
        watch.spread(mail.ownLane(), paced);
        if (!now.isBefore(paced.next())) {
            return null;
        }
        return WakeTimes.earlier(paced.next(), now.plus(lookAgain(Duration.between(now, until))));
    }

    private static Duration lookAgain(Duration left) {
        Duration part = left.dividedBy(PARTS).plusMillis(1);
        return part.compareTo(LOOK_AGAIN) < 0 ? part : LOOK_AGAIN;
    }

    /** The share has been refused until then. */
    void await(MailingShare<M> share, Instant end, Instant now) {
        waits.add(new Wait<>(end, now, share));
    }

    /** A message leaves. */
    void left(M mail, Instant now) {
        CampaignPace pace = mail.deliverUntil() == null ? null : paces.get(mail.owner());
        if (pace != null) {
            pace.left(now);
            if (watch.waiting(mail) <= 1) {
                watch.spread(mail.ownLane(), null);
            }
        }
    }

    void ended(M mail, boolean deferred) {
        CampaignPace pace = mail.deliverUntil() == null ? null : paces.get(mail.owner());
        if (pace != null) {
            pace.ended(deferred);
        }
    }

    /** One whose wait is over, or null. */
    @Nullable
    MailingShare<M> due(Instant now) {
        for (Wait<M> first = waits.peek(); first != null; first = waits.peek()) {
            if (!first.isOver() && now.isBefore(first.end())) {
                return null;
            }
            waits.remove();
            if (!first.isOver()) {
                return first.share();
            }
        }
        return null;
    }

    @Nullable
    Instant wakeAt() {
        while (!waits.isEmpty() && waits.peek().isOver()) {
            waits.remove();
        }
        Wait<M> first = waits.peek();
        return first == null ? null : first.end();
    }
}
