package org.sluicemta.gateway.pace;

import org.jspecify.annotations.Nullable;

/**
 * What keeps a message from leaving.
 *
 * @param scope what is limited
 * @param limit the limit, such as {@code 60000/1h} or {@code 2000 connections}
 * @param readyNanos when time alone may end it, or null if something else must end first
 */
public record LimitReached(
        Scope scope, String limit, Kind kind, @Nullable Long readyNanos) {
    public enum Kind {
        /** A number of connections. */
        CONNECTIONS,
        /** A cap on messages. */
        CAP,
        /** A site refuses the source or the tenant. */
        REST,
        /** A site has told the source to slow down. */
        LEVEL,
        /** Connections opened in a second. */
        OPENING_RATE,
        /** Octets in a second. */
        OCTET_RATE
    }

    static LimitReached by(Gauge gauge, long nowNanos) {
        long ready = gauge.freeNanos(nowNanos);
        return new LimitReached(
                gauge.scope(), gauge.limit(), gauge.kind(), ready == Gauge.NEVER ? null : Long.valueOf(ready));
    }

    @Override
    public String toString() {
        return scope + ": " + limit;
    }
}
