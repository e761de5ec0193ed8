package org.sluicemta.store.suppression;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.store.database.Database;

/**
 * Keeps the list in the configured format while it is open. Nobody else can convert it in that time; otherwise a node
 * would look for addresses among hashes and find none. A starting server converts a list that nobody else uses; a
 * command never does.
 */
public final class ListFormat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListFormat.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    /** Two nodes that start at the same time block each other for a moment. */
    private static final int TRIES = 25;

    private final Database database;
    private final SuppressionTargets targets;
    private final StoredFormat wanted;
    private final ListLock lock;
    private long converted;
    private volatile @Nullable String fault;

    private ListFormat(Database database, SuppressionTargets targets) {
        this.database = database;
        this.targets = targets;
        this.wanted = StoredFormat.of(targets);
        this.lock = new ListLock(database);
    }

    /**
     * For a server: converts the list to the configured format.
     *
     * @throws ConfigurationException when that cannot be done, or others use the list in the form that it has
     */
    public static ListFormat convert(Database database, SuppressionTargets targets) throws ConfigurationException {
        return opened(database, targets, true);
    }

    /**
     * For a command.
     *
     * @throws ConfigurationException when the list is not in the form that is configured
     */
    public static ListFormat join(Database database, SuppressionTargets targets) throws ConfigurationException {
        return opened(database, targets, false);
    }

    private static ListFormat opened(Database database, SuppressionTargets targets, boolean mayConvert)
            throws ConfigurationException {
        ListFormat form = new ListFormat(database, targets);
        try {
            form.take(mayConvert);
            return form;
        } catch (ConfigurationException | RuntimeException e) {
            form.close();
            throw e;
        }
    }

    private void take(boolean mayConvert) throws ConfigurationException {
        boolean told = false;
        int tries = 0;
        while (!tryToTake(mayConvert || isEmpty())) {
            if (lock.tryShared()) {
                lock.endShared();
                if (++tries == TRIES) {
                    throw inUse();
                }
            } else if (!told) {
                told = true;
                LOG.info("Another node is converting the suppression list; waiting");
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private boolean tryToTake(boolean mayConvert) throws ConfigurationException {
        if (lock.tryShared()) {
            StoredFormat stored = stored();
            if (stored.equals(wanted)) {
                return true;
            }
            lock.endShared();
            if (!mayConvert) {
                stored.requireConvertible(wanted);
                throw StoredFormat.problem(
                        "the list is kept " + stored + ", the configuration wants it " + wanted,
                        "Start the server, it converts the list; a command does not");
            }
        }
        if (!lock.tryAlone()) {
            return false;
        }
        convertAlone();
        lock.share();
        return true;
    }

    /** Two nodes may have waited for this, and the second finds nothing to do. */
    private void convertAlone() throws ConfigurationException {
        StoredFormat stored = stored();
        if (stored.equals(wanted)) {
            return;
        }
        if (!isEmpty()) {
            stored.requireConvertible(wanted);
        }
        write(wanted.incomplete());
        converted = new ListConversion(database, targets).run();
        write(wanted);
    }

    private ConfigurationException inUse() {
        return StoredFormat.problem(
                "the list is kept " + stored() + " and in use; the configuration wants it " + wanted,
                "Stop all other nodes and commands, give every node the same setting, then start them");
    }

    private boolean isEmpty() {
        return database.withHandle(SuppressionTable::isEmpty);
    }

    private StoredFormat stored() {
        return database.withHandle(StoredFormat::read);
    }

    private void write(StoredFormat form) {
        database.useTransaction(form::write);
    }

    /** Entries that were converted when this was opened. */
    public long converted() {
        return converted;
    }

    /**
     * Locks the list again if the connection that held the lock was lost. Call every few seconds. If it was converted
     * in between, {@link #fault} says so.
     */
    public synchronized void confirm() {
        if (fault == null && lock.isAlive()) {
            return;
        }
        lock.reopen();
        if (lock.tryShared() && stored().equals(wanted)) {
            fault = null;
            return;
        }
        fault = "the suppression list is no longer kept " + wanted
                + ": another node has converted it. Give this node the same configuration and start it anew";
    }

    /** Why the list can't be used; empty while it can. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public synchronized void close() {
        lock.close();
    }
}
