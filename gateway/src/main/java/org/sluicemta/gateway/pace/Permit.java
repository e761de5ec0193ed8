package org.sluicemta.gateway.pace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;

/** Permission for one message, to be ended once. Thread-safe. */
public final class Permit {
    private static final CompletionStage<Boolean> ALLOWED = CompletableFuture.completedFuture(true);

    private final Pace pace;
    final Pace.Taker taker;
    /** Changed under the lock of {@link Pace}, as everything that isn't final. */
    private List<Gauge> gauges;

    private final List<Ticket> tickets;
    private volatile @Nullable EgressSource source;
    private final boolean counted;
    private boolean written;

    /** Takes a place of each gauge. */
    Permit(Pace pace, Pace.Taker taker, List<Gauge> gauges, @Nullable EgressSource source, long nowNanos) {
        this.pace = pace;
        this.taker = taker;
        this.gauges = gauges;
        this.tickets = new ArrayList<>(gauges.size());
        this.source = source;
        boolean hasCap = false;
        for (Gauge gauge : gauges) {
            tickets.add(gauge.begin(nowNanos));
            hasCap |= gauge instanceof Cap;
        }
        this.counted = hasCap;
    }

    /** The source it must leave from, or null when no cap depends on that. */
    public @Nullable EgressSource source() {
        return source;
    }

    /** Moves it to another source, if the limits of that allow it; else it keeps its own. */
    public void moveTo(EgressSource other) {
        pace.move(this, other);
    }

    /** The message leaves now. Counts once, until there is {@link #another}. */
    public void written() {
        if (!counted) {
            return;
        }
        synchronized (pace) {
            written = true;
        }
    }

    /** Whether the limits allow a second transaction of the same message now. */
    public CompletionStage<Boolean> another() {
        if (!counted) {
            return ALLOWED;
        }
        CompletableFuture<Boolean> renewed = new CompletableFuture<>();
        pace.renew(this, renewed);
        return renewed;
    }

    /** The delivery has ended. */
    public void end() {
        pace.end(this);
    }

    List<Gauge> gauges() {
        return gauges;
    }

    boolean isWritten() {
        return written;
    }

    /** Ends what was counted, and counts for these from now on. */
    void recount(List<Gauge> now, @Nullable EgressSource from, long nowNanos) {
        endTickets();
        now.forEach(gauge -> tickets.add(gauge.begin(nowNanos)));
        gauges = now;
        source = from;
        written = false;
    }

    void endTickets() {
        tickets.forEach(ticket -> ticket.end(written));
        tickets.clear();
    }
}
