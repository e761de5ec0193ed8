package org.sluicemta.egress;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A source that is being warmed up.
 *
 * @param from first day, in UTC; before it the figure of the first day applies
 * @param site what it sends there is meant; null for all that it sends
 * @param overflow what becomes of mail beyond a day's figure
 */
public record WarmUp(
        WarmUpPlan plan, LocalDate from, @Nullable SiteId site, Overflow overflow) {
    /** A day's mail is spread over at least this many hours. */
    private static final int HOURS = 12;

    /** Where mail goes that is more than a source may send. Its words are those of egress.xml. */
    public enum Overflow {
        /** To the other sources of the pool. */
        POOL,
        /** Nowhere: the pool's mail waits when it is the source's turn. */
        WAIT
    }

    /** For all that a source sends; the others of its pool take over. */
    public WarmUp(WarmUpPlan plan, LocalDate from) {
        this(plan, from, null, Overflow.POOL);
    }

    /** Whether it counts what is sent to the site. */
    public boolean concerns(SiteId to) {
        return site == null || site.equals(to);
    }

    private boolean isHeldBy(WarmUpHold hold) {
        return Objects.equals(hold.site(), site);
    }

    /** Whether the plan no longer limits anything. */
    public boolean isOver(LocalDate today) {
        return day(today) >= plan.days().size();
    }

    /** As it goes on after its holds: everything after a hold comes later. */
    public WarmUp heldBy(List<WarmUpHold> holds, LocalDate today) {
        int later = 0;
        for (WarmUpHold hold : holds) {
            boolean counts =
                    isHeldBy(hold) && !hold.day().isBefore(from) && hold.day().isBefore(today);
            later += counts ? hold.days() : 0;
        }
        return later == 0 ? this : new WarmUp(plan, from.plusDays(later), site, overflow);
    }

    /** The number of the day in the plan, from 1 on; 0 before it begins. */
    public long dayOf(LocalDate today) {
        return today.isBefore(from) ? 0 : day(today) + 1;
    }

    private long day(LocalDate today) {
        return Math.max(0, ChronoUnit.DAYS.between(from, today));
    }

    /** The caps of a day: its figure, and a part of that for each hour. None when the plan is over. */
    public List<MessageCap> caps(LocalDate today) {
        if (isOver(today)) {
            return List.of();
        }
        long messages = plan.days().get((int) day(today));
        return List.of(
                new MessageCap(Math.ceilDiv(messages, HOURS), Duration.ofHours(1)),
                new MessageCap(messages, Duration.ofDays(1)));
    }
}
