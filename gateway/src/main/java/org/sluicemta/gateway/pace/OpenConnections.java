package org.sluicemta.gateway.pace;

import java.util.function.IntSupplier;

/** Connections at the same time. */
final class OpenConnections extends Gauge {
    private IntSupplier most;
    private int open;

    /** @param most asked each time, since the configuration may change */
    OpenConnections(Scope scope, IntSupplier most) {
        super(scope);
        this.most = most;
    }

    OpenConnections(Scope scope, int most) {
        this(scope, () -> most);
    }

    void changeTo(int connections) {
        if (most.getAsInt() != connections) {
            most = () -> connections;
        }
    }

    int open() {
        return open;
    }

    @Override
    String limit() {
        return most.getAsInt() + " connections";
    }

    @Override
    LimitReached.Kind kind() {
        return LimitReached.Kind.CONNECTIONS;
    }

    @Override
    boolean hasRoom(long nowNanos) {
        return open < most.getAsInt();
    }

    @Override
    long readyNanos(long nowNanos) {
        return NEVER;
    }

    @Override
    Ticket begin(long nowNanos) {
        open++;
        return left -> open--;
    }

    @Override
    boolean isUnused(long nowNanos) {
        return open == 0;
    }
}
