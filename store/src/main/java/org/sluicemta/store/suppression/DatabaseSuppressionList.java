package org.sluicemta.store.suppression;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.storage.StoreException;
import org.sluicemta.store.database.Database;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionDecision;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

/**
 * The suppression list in the database, behind a filter in memory. The usual answer, "not suppressed", needs no
 * database query. Other nodes' entries reach the filter when {@link #refresh()} runs.
 */
public final class DatabaseSuppressionList implements SuppressionList {
    private static final SuppressionDecision ALLOWED = new SuppressionDecision.Allowed();

    private final Database database;
    private final SuppressionTargets targets;
    private final InstantSource clock;
    private final TargetHash hash;
    private final TableFilter filter = new TableFilter();
    private final SuppressionReading reading;
    private final SuppressionWriter writer;
    private final SoftFailures softFailures;
    private final FilterUpdates updates;
    private final Supplier<Optional<String>> fault;

    /** A list whose format can't change. */
    public DatabaseSuppressionList(
            Database database, SuppressionTargets targets, Duration softFailureWindow, InstantSource clock) {
        this(database, targets, softFailureWindow, clock, Optional::empty);
    }

    /**
     * @param softFailureWindow how far back soft failures count
     * @param fault why nothing may be looked up or written; empty while the list is usable
     */
    public DatabaseSuppressionList(
            Database database,
            SuppressionTargets targets,
            Duration softFailureWindow,
            InstantSource clock,
            Supplier<Optional<String>> fault) {
        this.fault = fault;
        this.database = database;
        this.targets = targets;
        this.clock = clock;
        this.hash = new TargetHash(new SecureRandom());
        this.reading = new SuppressionReading(database);
        this.writer = new SuppressionWriter(database, filter, hash, clock);
        this.softFailures = new SoftFailures(database, hash, softFailureWindow, clock);
        this.updates = new FilterUpdates(database, filter, hash, softFailures, clock);
    }

    /**
     * Reads the table into the filters: about a second for a million entries. Everything works before that, only more
     * slowly, so a start needn't wait for it.
     */
    public void load() {
        updates.load();
    }

    /** Whether checks can use the filter. */
    public boolean isLoaded() {
        return updates.isLoaded();
    }

    /** Loads unless that has been done. */
    void loadOnce() {
        updates.loadOnce();
    }

    /**
     * Reads other nodes' entries, or loads if that hasn't succeeded yet. Call it every few seconds where nodes share a
     * database.
     */
    public void refresh() {
        updates.refresh();
    }

    /** Drops soft failures that no longer count. Call daily. */
    public void prune() {
        softFailures.prune();
    }

    /** The format in which targets are stored and looked up. */
    public SuppressionTargets targets() {
        return targets;
    }

    /** Memory of the filter, bytes. */
    public long filterBytes() {
        return filter.bytes();
    }

    @Override
    public SuppressionDecision check(EmailAddress recipient, TenantId tenant, StreamId stream) {
        requireUsable();
        String address = targets.ofAddress(recipient);
        String domain = targets.ofDomain(recipient.domain());
        if (!filter.mightContain(hash.of(address)) && !filter.mightContain(hash.of(domain))) {
            return ALLOWED;
        }
        Instant now = clock.instant();
        return database
                .withHandle(handle -> SuppressionTable.candidates(handle, address, domain, tenant.value()))
                .stream()
                .filter(entry -> appliesTo(stream, entry.scope()) && isInForce(entry, now))
                .min(Comparator.comparingInt(entry -> narrowness(entry.scope())))
                .<SuppressionDecision>map(SuppressionDecision.Suppressed::new)
                .orElse(ALLOWED);
    }

    private void requireUsable() {
        fault.get().ifPresent(reason -> {
            throw new StoreException(reason);
        });
    }

    private static boolean appliesTo(StreamId stream, SuppressionScope scope) {
        return !(scope instanceof SuppressionScope.OfStream of) || of.stream().equals(stream);
    }

    private static boolean isInForce(Suppression entry, Instant now) {
        Instant expires = entry.expires();
        return expires == null || expires.isAfter(now);
    }

    private static int narrowness(SuppressionScope scope) {
        return switch (scope) {
            case SuppressionScope.Global global -> 0;
            case SuppressionScope.OfTenant of -> 1;
            case SuppressionScope.OfStream of -> 2;
        };
    }

    @Override
    public void add(Suppression entry) {
        writer.put(storable(entry));
    }

    /** Adds or replaces many in one transaction; a few thousand at a time. Returns how many were replaced. */
    public int addAll(List<Suppression> entries) {
        return putAll(entries.stream().map(this::storable).toList());
    }

    /** The same for entries that are in storable format already. */
    int putAll(List<Suppression> entries) {
        return writer.putAll(entries);
    }

    /** The same for a batch of an import, storable, in order, each key once. */
    int importAll(List<Suppression> entries) {
        return writer.importAll(entries);
    }

    /** The same for one that brings entries back. */
    int restoreAll(List<Suppression> entries, Restoring restoring) {
        return writer.restoreAll(entries, restoring);
    }

    Suppression storable(Suppression entry) {
        requireUsable();
        return SuppressionColumns.storable(entry, targets);
    }

    /**
     * Removes what a source wrote in a period, and restores what that had replaced.
     *
     * @param from first instant of it
     * @param to first instant after it
     * @param by who asked for it
     */
    public UndoReport undo(String source, Instant from, Instant to, String by) {
        return new SuppressionUndo(database, clock, source, from, to, by).run();
    }

    @Override
    public boolean remove(String target, SuppressionScope scope, String by) {
        return writer.remove(targets.parse(target), scope, by);
    }

    @Override
    public List<Suppression> find(String target) {
        return reading.find(targets.parse(target));
    }

    /** The last page's worth of changes of a target, newest first. */
    public List<SuppressionChange> history(String target, int limit) {
        return reading.history(targets.parse(target), limit);
    }

    /** {@inheritDoc} A page never splits a target, so it may be longer by the last target's other scopes. */
    @Override
    public List<Suppression> list(@Nullable TenantId tenant, @Nullable String after, int limit) {
        return reading.list(tenant, after, limit);
    }

    /** {@inheritDoc} Reads in short transactions, so changes in the meantime may or may not be included. */
    @Override
    public void forEach(Consumer<Suppression> consumer) {
        reading.forEach(consumer);
    }

    /** The entries of one tenant. */
    public long size(TenantId tenant) {
        return reading.size(tenant);
    }

    @Override
    public long size() {
        return reading.size();
    }

    /** {@inheritDoc} Counts per tenant, and suppresses for that tenant. */
    @Override
    public Optional<Suppression> softFailure(
            EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message, int limit, String evidence) {
        requireUsable();
        String target = targets.ofAddress(recipient);
        Suppression entry = SuppressionColumns.storable(
                new Suppression(
                        target,
                        new SuppressionScope.OfTenant(tenant),
                        SuppressionReason.SOFT_BOUNCE,
                        "delivery",
                        evidence,
                        "soft-failures",
                        clock.instant(),
                        null),
                targets);
        return filter.writing(add -> softFailures.count(target, tenant.value(), message, (handle, count) -> {
            if (count < limit) {
                return Optional.empty();
            }
            add.accept(hash.of(target));
            writer.putIn(handle, entry);
            return Optional.of(entry);
        }));
    }

    @Override
    public void success(EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message) {
        softFailures.forget(targets.ofAddress(recipient), tenant.value(), message);
        domainAnswered(recipient, tenant, message);
    }

    @Override
    public boolean lastingFailure(
            EmailAddress recipient, TenantId tenant, MessageId message, Duration period, Suppression entry) {
        requireUsable();
        boolean lasts = softFailures.lasts(targets.ofDomain(recipient.domain()), tenant.value(), message, period);
        if (lasts) {
            add(entry);
        }
        return lasts;
    }

    @Override
    public void domainAnswered(EmailAddress recipient, TenantId tenant, MessageId message) {
        softFailures.forget(targets.ofDomain(recipient.domain()), tenant.value(), message);
    }
}
