package org.sluicemta.gateway.pace;

import java.time.temporal.ChronoUnit;
import org.sluicemta.egress.DisabledSource;

/** A source that an operator has disabled. Those who wait for it ask again once something has changed. */
final class DisabledGauge extends Gauge {
    private final DisabledSource disabled;

    DisabledGauge(DisabledSource disabled) {
        super(Scope.of(disabled.source()));
        this.disabled = disabled;
    }

    DisabledSource disabled() {
        return disabled;
    }

    @Override
    String limit() {
        return "disabled by " + disabled.by() + " at " + disabled.since().truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    LimitReached.Kind kind() {
        return LimitReached.Kind.REST;
    }

    @Override
    boolean hasRoom(long nowNanos) {
        return false;
    }

    @Override
    long readyNanos(long nowNanos) {
        return NEVER;
    }

    @Override
    Ticket begin(long nowNanos) {
        throw new IllegalStateException(scope() + " is " + limit());
    }

    @Override
    boolean isUnused(long nowNanos) {
        return false;
    }
}
