package org.sluicemta.gateway.pace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;

/** Permits that were given already: for another transaction, or another source. Under the lock of {@link Pace}. */
final class Renewals {
    private final Pace pace;
    private final Gauges gauges;
    private final PaceClock clock;

    Renewals(Pace pace, Gauges gauges, PaceClock clock) {
        this.pace = pace;
        this.gauges = gauges;
        this.clock = clock;
    }

    /** See {@link Permit#another}. */
    void renew(Permit permit, CompletableFuture<Boolean> renewed) {
        boolean room;
        synchronized (pace) {
            long now = clock.now();
            Gauge full = permit.isWritten() ? fullCap(permit.gauges(), now) : null;
            if (full instanceof ReservedMessages asking && asking.untilAnswer(() -> renew(permit, renewed))) {
                return;
            }
            room = full == null;
            if (room && permit.isWritten()) {
                permit.recount(permit.gauges(), permit.source(), now);
            }
        }
        renewed.complete(room);
    }

    private static @Nullable Gauge fullCap(List<Gauge> all, long now) {
        for (Gauge gauge : all) {
            if (gauge instanceof Cap && !gauge.hasRoom(now)) {
                return gauge;
            }
        }
        return null;
    }

    /** See {@link Permit#moveToOneOf}. */
    void move(Permit permit, List<EgressSource> others) {
        pace.telling(told -> {
            if (permit.source() == null || permit.isWritten()) {
                return;
            }
            for (EgressSource source : gauges.inTurn(permit.taker.pool(), others)) {
                List<Gauge> own = gauges.ofSource(source, permit.site());
                long now = clock.now();
                if (own.stream().allMatch(gauge -> gauge.hasRoom(now))) {
                    recount(permit, own, source, told);
                    return;
                }
            }
        });
    }

    /** Leaves the gauges of its source, and those who wait there have their turn. */
    private void recount(Permit permit, List<Gauge> own, EgressSource source, List<Pace.Taker> told) {
        List<Gauge> before = permit.gauges();
        List<Gauge> needed = common(permit);
        needed.addAll(own);
        permit.recount(needed, source, clock.now());
        before.forEach(gauge -> pace.giveTurns(gauge, told));
    }

    /** Those that don't depend on its source. */
    private List<Gauge> common(Permit permit) {
        List<Gauge> common = new ArrayList<>(permit.gauges());
        EgressSource source = permit.source();
        if (source != null) {
            common.removeAll(gauges.ofSource(source, permit.site()));
        }
        return common;
    }

    /** See {@link Permit#anotherFrom}. */
    void renewFrom(Permit permit, List<EgressSource> others, CompletableFuture<Boolean> renewed) {
        List<Boolean> answer = new ArrayList<>(1);
        pace.telling(told -> {
            List<Gauge> full = new ArrayList<>();
            boolean given = tryFrom(permit, others, full, told);
            if (given || !isAsked(full, () -> renewFrom(permit, others, renewed))) {
                answer.add(given);
            }
        });
        answer.forEach(renewed::complete);
    }

    private boolean tryFrom(Permit permit, List<EgressSource> others, List<Gauge> full, List<Pace.Taker> told) {
        Gauge ofAll = permit.isWritten() ? fullCap(common(permit), clock.now()) : null;
        if (ofAll != null) {
            full.add(ofAll);
            return false;
        }
        for (EgressSource source : gauges.inTurn(permit.taker.pool(), others)) {
            List<Gauge> own = gauges.ofSource(source, permit.site());
            long now = clock.now(); // not before a gauge was made
            own.stream().filter(gauge -> !gauge.hasRoom(now)).forEach(full::add);
            if (own.stream().noneMatch(full::contains)) {
                recount(permit, own, source, told);
                gauges.used(permit.taker.pool(), source);
                return true;
            }
        }
        return false;
    }

    /** Whether the store is being asked for room. The action is run when it has answered. */
    private static boolean isAsked(List<Gauge> full, Runnable again) {
        return full.stream().anyMatch(gauge -> gauge instanceof ReservedMessages asking && asking.untilAnswer(again));
    }
}
