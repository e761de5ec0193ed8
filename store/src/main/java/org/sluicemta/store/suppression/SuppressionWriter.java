package org.sluicemta.store.suppression;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sluicemta.storage.StoreException;
import org.sluicemta.store.database.Conflicts;
import org.sluicemta.store.database.Database;
import org.sluicemta.store.suppression.SuppressionChange.Action;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionScope;

/** Changes the list: the entry and its change record in one transaction, and the filter before that. */
final class SuppressionWriter {
    private static final int ASKED_AT_ONCE = 500;

    private final Database database;
    private final TableFilter filter;
    private final TargetHash hash;
    private final InstantSource clock;

    SuppressionWriter(Database database, TableFilter filter, TargetHash hash, InstantSource clock) {
        this.database = database;
        this.filter = filter;
        this.hash = hash;
        this.clock = clock;
    }

    void put(Suppression entry) {
        filter.writing(add -> {
            add.accept(hash.of(entry.target()));
            return database.write(handle -> putIn(handle, entry));
        });
    }

    /** Runs within a transaction, after the caller has updated the filter. Returns whether it replaced an entry. */
    boolean putIn(Handle handle, Suppression entry) {
        Optional<Suppression> old = SuppressionTable.find(handle, entry.target(), entry.scope());
        if (old.isPresent()) {
            SuppressionChanges.write(handle, clock.instant(), Action.REPLACED, entry.by(), List.of(old.get()));
            SuppressionTable.update(handle, List.of(entry));
        } else {
            SuppressionTable.insert(handle, List.of(entry));
        }
        SuppressionChanges.write(handle, clock.instant(), Action.ADDED, entry.by(), List.of(entry));
        return old.isPresent();
    }

    boolean remove(String target, SuppressionScope scope, String by) {
        return database.write(handle -> {
            Optional<Suppression> old = SuppressionTable.find(handle, target, scope);
            old.ifPresent(entry -> {
                SuppressionTable.delete(handle, List.of(entry));
                SuppressionChanges.write(handle, clock.instant(), Action.REMOVED, by, List.of(entry));
            });
            return old.isPresent();
        });
    }

    /**
     * Writes many in one transaction. Those unknown to the filter are certainly new and are inserted as a batch. The
     * rest are looked up first, and so are all if another node was faster with one.
     *
     * @return how many replaced an entry, in the list or earlier among them
     */
    int putAll(Collection<Suppression> given) {
        Collection<Suppression> entries = lastOfEachKey(given);
        return given.size() - entries.size() + putOnce(entries, this::insertNew);
    }

    /** The same for a batch of an import, each key once: what is new has one record for all. */
    int importAll(Collection<Suppression> entries) {
        return putOnce(entries, this::insertImported);
    }

    /** The same for a batch of a restoring import: each entry has a record, which names the import. */
    int restoreAll(Collection<Suppression> entries, Restoring restoring) {
        return filter.writing(add -> {
            tell(add, entries);
            return database.write(handle -> putEach(handle, entries, restoring));
        });
    }

    private int putOnce(Collection<Suppression> entries, Inserting inserting) {
        Map<Boolean, List<Suppression>> byKnown = entries.stream()
                .collect(Collectors.partitioningBy(entry -> filter.mightContain(hash.of(entry.target()))));
        return filter.writing(add -> {
            tell(add, entries);
            try {
                return database.inTransaction(handle -> {
                    inserting.insert(handle, byKnown.getOrDefault(false, List.of()));
                    return putEach(handle, byKnown.getOrDefault(true, List.of()), null);
                });
            } catch (StoreException e) {
                if (!Conflicts.isConflict(e)) {
                    throw e;
                }
                return database.write(handle -> putEach(handle, entries, null));
            }
        });
    }

    private void insertNew(Handle handle, List<Suppression> entries) {
        if (!entries.isEmpty()) {
            SuppressionTable.insert(handle, entries);
            SuppressionChanges.write(
                    handle, clock.instant(), Action.ADDED, entries.getFirst().by(), entries);
        }
    }

    private void insertImported(Handle handle, List<Suppression> entries) {
        if (!entries.isEmpty()) {
            SuppressionTable.insert(handle, entries);
            Suppression first = entries.getFirst();
            SuppressionChanges.write(
                    handle, clock.instant(), Action.IMPORTED, first.by(), List.of(ImportedBatch.record(entries)));
        }
    }

    /** Inserts entries that are new, with their record. */
    private interface Inserting {
        void insert(Handle handle, List<Suppression> entries);
    }

    /** Each key once. Looked up and written some hundred at a time; one by one, a million would take half an hour. */
    private int putEach(Handle handle, Collection<Suppression> entries, @Nullable Restoring restoring) {
        List<Suppression> all = List.copyOf(entries);
        int replaced = 0;
        for (int from = 0; from < all.size(); from += ASKED_AT_ONCE) {
            replaced += putSome(handle, all.subList(from, Math.min(all.size(), from + ASKED_AT_ONCE)), restoring);
        }
        return replaced;
    }

    private int putSome(Handle handle, List<Suppression> entries, @Nullable Restoring restoring) {
        Map<Key, Suppression> there =
                SuppressionTable.findAll(
                                handle,
                                entries.stream().map(Suppression::target).collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(Key::of, Function.identity()));
        Map<Boolean, List<Suppression>> known =
                entries.stream().collect(Collectors.partitioningBy(entry -> there.containsKey(Key.of(entry))));
        List<Suppression> replacing = known.getOrDefault(true, List.of());
        byWhom(replacing, restoring)
                .forEach((by, some) -> SuppressionChanges.write(
                        handle,
                        clock.instant(),
                        Action.REPLACED,
                        by,
                        some.stream()
                                .map(entry -> Objects.requireNonNull(there.get(Key.of(entry))))
                                .toList()));
        SuppressionTable.update(handle, replacing);
        SuppressionTable.insert(handle, known.getOrDefault(false, List.of()));
        String importSource = restoring == null ? null : restoring.source();
        byWhom(entries, restoring)
                .forEach((by, some) ->
                        SuppressionChanges.write(handle, clock.instant(), Action.ADDED, by, importSource, some));
        return replacing.size();
    }

    /** The person who restores entries isn't their author. */
    private static Map<String, List<Suppression>> byWhom(List<Suppression> entries, @Nullable Restoring restoring) {
        return entries.stream()
                .collect(Collectors.groupingBy(entry -> restoring == null ? entry.by() : restoring.by()));
    }

    private record Key(String target, SuppressionScope scope) {
        static Key of(Suppression entry) {
            return new Key(entry.target(), entry.scope());
        }
    }

    private void tell(LongConsumer add, Collection<Suppression> entries) {
        entries.forEach(entry -> add.accept(hash.of(entry.target())));
    }

    private static Collection<Suppression> lastOfEachKey(Collection<Suppression> entries) {
        Map<Key, Suppression> last = new LinkedHashMap<>();
        entries.forEach(entry -> last.put(Key.of(entry), entry));
        return last.values();
    }
}
