package org.sluicemta.assembly;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.config.ConfigurationException;

/** Background work: loads the suppression filter, removes old rows, loads changed keys, saves counts. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration KEYS = Duration.ofSeconds(30);
    private static final Duration COUNTS = Duration.ofSeconds(5);
    private static final Duration CAPS = Duration.ofHours(1);
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final Storage storage;
    private final Period sentMailAge;
    private final Period auditAge;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("upkeep").factory());

    /** What is refreshed beside the storage, by name. */
    private final Map<String, Runnable> others = new ConcurrentHashMap<>();

    /** For work that may take minutes, or hours with millions of rows a day. Nothing urgent waits behind it. */
    private final ScheduledExecutorService slow = Executors.newScheduledThreadPool(
            2, Thread.ofVirtual().name("slow-upkeep-", 0).factory());

    /**
     * @param sentMailAge how long reports about a delivered message may come back
     * @param auditAge how long audit entries are kept
     */
    Upkeep(Storage storage, Period sentMailAge, Period auditAge, InstantSource clock) {
        this.auditAge = auditAge;
        this.storage = storage;
        this.sentMailAge = sentMailAge;
        this.clock = clock;
    }

    /** Reads this again, too, when other nodes may have written to the database. */
    void refresh(String what, Runnable refreshing) {
        others.put(what, refreshing);
    }

    void start() {
        // Checks before the filter is loaded are correct; they just query the table each time.
        repeat(slow, Duration.ZERO, REFRESH, this::load);
        repeat(timer, KEYS, KEYS, this::reloadKeys);
        repeat(slow, Duration.ofHours(1), Duration.ofDays(1), this::prune);
        repeat(slow, CAPS, CAPS, this::pruneCaps);
        repeat(timer, COUNTS, COUNTS, this::saveCounts);
        repeat(timer, REFRESH, REFRESH, this::refresh);
    }

    private static void repeat(ScheduledExecutorService on, Duration first, Duration pause, Runnable work) {
        var unused = on.scheduleWithFixedDelay(work, first.toSeconds(), pause.toSeconds(), TimeUnit.SECONDS);
    }

    /** If keys can't be read, the old ones stay in force, and this is logged until it is fixed. */
    private void reloadKeys() {
        reload("DKIM keys", storage.dkimKeys()::reloadIfChanged);
        reload("keys of return paths", storage.tokenKeys()::reloadIfChanged);
    }

    private static void reload(String what, Reload reload) {
        try {
            if (reload.ifChanged()) {
                LOG.info("{} reloaded", what);
            }
        } catch (IOException | ConfigurationException e) {
            LOG.error("Cannot read {}, keeping the previous ones: {}", what, e.getMessage());
        }
    }

    /** Returns whether anything has changed. */
    private interface Reload {
        boolean ifChanged() throws IOException, ConfigurationException;
    }

    /** Counts that can't be saved stay in memory. */
    private void saveCounts() {
        try {
            storage.dailyUse().save();
            storage.tlsSessions().save();
        } catch (RuntimeException e) {
            LOG.error("Could not save counters, will retry shortly: {}", e.getMessage());
        }
    }

    /** Repeated until it succeeds. */
    private void load() {
        try {
            if (!storage.suppressions().isLoaded()) {
                storage.suppressions().load();
            }
        } catch (RuntimeException e) {
            LOG.error("Could not load the suppression filter, will retry: {}", e.getMessage());
        }
    }

    /** Reads what other nodes or a command wrote to a shared database. Nobody else writes to an embedded one. */
    void refresh() {
        tryRefresh("the lock on the suppression list", storage.listForm()::confirm);
        if (storage.database().dialect().isShared()) {
            tryRefresh("the tenants", storage.tenants()::refresh);
            if (storage.suppressions().isLoaded()) {
                tryRefresh("the suppression filter", storage.suppressions()::refresh);
            }
            others.forEach(Upkeep::tryRefresh);
        }
    }

    /** One that fails, for example because this node's tenants.xml has the same tenant, doesn't prevent the others. */
    private static void tryRefresh(String what, Runnable refreshing) {
        try {
            refreshing.run();
        } catch (RuntimeException e) {
            LOG.error("Could not refresh {}, will retry shortly: {}", what, e.getMessage());
        }
    }

    private void prune() {
        try {
            storage.dailyUse().prune();
            storage.repeatKeys().prune();
            storage.suppressions().prune();
            Instant honoured = clock.instant().minus(Duration.ofDays(sentMailAge.getDays()));
            storage.sentMail().prune(honoured);
            storage.countedReports().prune(honoured);
            storage.stsPolicies().prune();
            storage.tlsSessions().prune();
            storage.tlsReports().prune();
            storage.audit().prune(clock.instant().minus(Duration.ofDays(auditAge.getDays())));
        } catch (RuntimeException e) {
            LOG.error("Could not delete old rows, will retry tomorrow: {}", e.getMessage());
        }
    }

    /** Hourly, because a busy cap of some seconds leaves thousands of rows an hour, and each reservation reads them. */
    private void pruneCaps() {
        try {
            storage.capReserve().prune();
        } catch (RuntimeException e) {
            LOG.error("Could not delete old reservations of messages, will retry in an hour: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        slow.shutdownNow();
    }
}
