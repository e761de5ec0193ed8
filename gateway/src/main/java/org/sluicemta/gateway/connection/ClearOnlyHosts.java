package org.sluicemta.gateway.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.egress.ClearOnlyStore;

/**
 * Addresses whose TLS handshake failed recently. Opportunistic TLS doesn't try them again for a while, not even after a
 * restart. What is in memory is what counts; until the kept ones are read, and while they can't be, a handshake is tried
 * once more. Never blocks. Thread-safe.
 */
public final class ClearOnlyHosts {
    private static final Logger LOG = LoggerFactory.getLogger(ClearOnlyHosts.class);
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final Duration LAST_WRITE = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final ClearOnlyStore store;
    private final InstantSource clock;
    private final Cache<String, Instant> until =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final ConcurrentMap<String, Instant> unsaved = new ConcurrentHashMap<>();
    private final ExecutorService storing = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("clear-only").daemon().factory());

    public ClearOnlyHosts(ClearOnlyStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        storing.execute(this::load);
    }

    private void load() {
        try {
            store.load().forEach((address, time) -> until.asMap().putIfAbsent(address, time));
        } catch (RuntimeException e) {
            LOG.warn("Could not read which hosts get mail in plain text; their TLS is tried again: {}", e.getMessage());
        }
    }

    void add(RemoteAddress address) {
        Instant end = clock.instant().plus(KEPT);
        until.put(address.written(), end);
        if (unsaved.size() < MOST) {
            unsaved.put(address.written(), end);
            save();
        }
    }

    private void save() {
        try {
            storing.execute(this::saveNow);
        } catch (RejectedExecutionException e) { // this server is stopping
            LOG.debug("a host that gets mail in plain text is not kept: {}", e.getMessage());
        }
    }

    /** All that came in since the last time at once. */
    private void saveNow() {
        Map<String, Instant> now = new HashMap<>(unsaved);
        if (now.isEmpty()) {
            return;
        }
        try {
            store.keep(now);
            now.forEach(unsaved::remove);
        } catch (RuntimeException e) {
            // Kept with the next one.
            LOG.warn("Could not keep which hosts get mail in plain text: {}", e.getMessage());
        }
    }

    boolean contains(RemoteAddress address) {
        Instant end = until.getIfPresent(address.written());
        return end != null && clock.instant().isBefore(end);
    }

    /** Waits a moment for what is being written. */
    public void stop() {
        storing.shutdown();
        try {
            if (!storing.awaitTermination(LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The database didn't answer; the TLS of some hosts is tried again after a restart");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
