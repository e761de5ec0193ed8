package org.sluicemta.gateway.pace;

/** Who asks whether a gauge has room. */
enum Asking {
    /** Lets those go first that wait already. */
    NEWCOMER {
        @Override
        boolean isRefusedBy(Gauge gauge, long nowNanos) {
            return !gauge.hasRoom(nowNanos) || !gauge.waiting.isEmpty();
        }
    },
    /** It is its turn at one gauge, so it may pass those that wait for others. */
    NEXT_IN_LINE {
        @Override
        boolean isRefusedBy(Gauge gauge, long nowNanos) {
            return !gauge.hasRoom(nowNanos);
        }
    },
    /** Wants nothing but to know. */
    SPECTATOR {
        @Override
        boolean isRefusedBy(Gauge gauge, long nowNanos) {
            return gauge.isFull(nowNanos) || !gauge.waiting.isEmpty();
        }
    };

    abstract boolean isRefusedBy(Gauge gauge, long nowNanos);
}
