package org.sluicemta.gateway.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of MX hosts that don't answer, over all pools and sites. After two failures in a row an address is passed
 * over for a while, if the domain has others. Then one connection tries it: if it opens, all is well, and otherwise the
 * pause is twice as long. Remembers a bounded number of addresses. Thread-safe.
 */
public final class HostBreakers {
    static final int FAILURES_BEFORE = 2;
    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final Duration FORGOTTEN = Duration.ofHours(2);
    private static final int MOST = 20_000;
    private static final Logger LOG = LoggerFactory.getLogger(HostBreakers.class);

    private final LongSupplier nanos;
    private final Cache<RemoteAddress, Breaker> failing;

    /** @param nanos a clock such as {@link System#nanoTime} */
    public HostBreakers(LongSupplier nanos) {
        this.nanos = nanos;
        this.failing = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(FORGOTTEN)
                .ticker(nanos::getAsLong)
                .build();
    }

    private static final class Breaker {
        private int failures;
        private Duration pause = Duration.ZERO;
        private long untilNanos;
        /** Connections being opened since the pause has ended. */
        private int probes;

        boolean isOpen() {
            return !pause.isZero();
        }

        boolean isPassedOver(long nowNanos) {
            return isOpen() && (nowNanos - untilNanos < 0 || probes > 0);
        }
    }

    /** Whether others should be tried before it. */
    public boolean isPassedOver(RemoteAddress address) {
        Breaker known = failing.getIfPresent(address);
        if (known == null) {
            return false;
        }
        synchronized (known) {
            return known.isPassedOver(nanos.getAsLong());
        }
    }

    /** A connection is being opened. Exactly one call of the others follows. */
    void begun(RemoteAddress address) {
        Breaker known = failing.getIfPresent(address);
        if (known != null) {
            synchronized (known) {
                known.probes++;
            }
        }
    }

    /** It was opened, or the host at least answered. */
    void answered(RemoteAddress address) {
        Breaker known = failing.asMap().remove(address);
        if (known != null && known.isOpen()) {
            LOG.info("Host {} ({}) answers again", address.host(), address.written());
        }
    }

    /** It ended for a reason that says nothing about the host. */
    void ended(RemoteAddress address) {
        Breaker known = failing.getIfPresent(address);
        if (known != null) {
            synchronized (known) {
                known.probes = Math.max(0, known.probes - 1);
            }
        }
    }

    /** The host didn't answer. */
    void failed(RemoteAddress address, Fault fault) {
        Breaker known = failing.get(address, key -> new Breaker());
        Duration pause;
        synchronized (known) {
            known.probes = Math.max(0, known.probes - 1);
            known.failures++;
            long now = nanos.getAsLong();
            boolean begins = known.isOpen() ? now - known.untilNanos >= 0 : known.failures >= FAILURES_BEFORE;
            if (!begins) {
                return; // what began before the pause says nothing new
            }
            pause = known.isOpen() ? shorter(known.pause.multipliedBy(2), LONGEST_PAUSE) : FIRST_PAUSE;
            known.pause = pause;
            known.untilNanos = now + pause.toNanos();
        }
        LOG.info(
                "Host {} ({}) is passed over for {} s where there are others: {}",
                address.host(),
                address.written(),
                pause.toSeconds(),
                fault.reply());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** How many addresses are passed over now. */
    public int count() {
        return (int)
                failing.asMap().keySet().stream().filter(this::isPassedOver).count();
    }
}
