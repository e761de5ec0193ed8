package org.sluicemta.gateway.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.limit.NoSlot.Reason;

/** Callers that found no slot, by what they wait for. Not thread-safe. */
final class Waiters {
    /** A woken caller that took nothing must not block others for longer. */
    private static final Duration ASK_AGAIN = Duration.ofMillis(200);

    private final SiteSlots slots;
    private final WakeUps forSlot;
    private final WakeUps toOpen;

    /** @param onTimer runs on the timer's thread when time alone may have made room */
    Waiters(SiteSlots slots, ScheduledExecutorService timer, Runnable onTimer) {
        this.slots = slots;
        this.forSlot = new WakeUps(timer, onTimer);
        this.toOpen = new WakeUps(timer, onTimer);
    }

    /** @param reason why there is no slot */
    void add(Reason reason, @Nullable String domain, Runnable action) {
        switch (reason) {
            case SITE_CONNECTIONS, SITE_SUSPENDED, SITE_RATE -> {
                forSlot.add(action);
                forSlot.after(slots.untilReady(domain));
                forSlot.after(slots.untilAside());
            }
            case DOMAIN_SHARE -> slots.awaitShare(Objects.requireNonNull(domain), action);
            case OPENING -> {
                toOpen.add(action);
                toOpen.after(slots.untilAside());
            }
            case SERVER_CONNECTIONS, MESSAGE_CAP, SOURCES_REST, SOURCES_SLOWED, OPENING_RATE, BYTE_RATE ->
                forSlot.add(action);
            case OWNER_CONNECTIONS, OWNER_CAP, OWNER_RESTS ->
                throw new IllegalArgumentException(reason + " is not the site's");
            case STOPPING, HOSTS_SUSPENDED -> {} // nobody waits for a server that stops
        }
    }

    List<Runnable> takeForSlot() {
        return forSlot.takeAll();
    }

    /** As many as there is room for. Should none of them want it any more, the others are asked a moment later. */
    List<Runnable> takeToOpen() {
        List<Runnable> next = toOpen.take(slots.roomToOpen());
        if (!toOpen.isEmpty()) {
            toOpen.after(ASK_AGAIN);
        }
        return next;
    }

    List<Runnable> takeAll() {
        List<Runnable> all = new ArrayList<>(forSlot.takeAll());
        all.addAll(toOpen.takeAll());
        all.addAll(slots.stopAwaiting());
        return all;
    }

    void timerEnded() {
        forSlot.timerEnded();
        toOpen.timerEnded();
    }

    boolean areNoneForSlot() {
        return forSlot.isEmpty();
    }
}
