package org.sluicemta.store.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sluicemta.limit.DailyUse;
import org.sluicemta.limit.Subject;
import org.sluicemta.limit.SubjectKind;
import org.sluicemta.storage.StoreException;
import org.sluicemta.store.database.Database;

/**
 * Counts in memory, and every few seconds adds what is new to the database, which sums up all nodes. So the counts of
 * credentials and tenants survive a restart; a crash loses what was counted since the last {@link #save()}. Addresses
 * and networks are unbounded, so only the most recent ones are kept, and only in memory.
 */
public final class DatabaseDailyUse implements DailyUse {
    private static final long MOST_ADDRESSES = 200_000;
    private static final int DAYS_KEPT = 7;

    private final Database database;
    private final InstantSource clock;
    private final AtomicReference<Day> day;
    private final Queue<Past> past = new ConcurrentLinkedQueue<>();

    /** The counts of one day: those in the database, and those not yet in it. */
    private record Day(
            LocalDate date,
            Map<Subject, Count> saved,
            ConcurrentHashMap<Subject, Count> unsaved,
            Cache<Subject, Count> passing) {
        static Day of(LocalDate date, Map<Subject, Count> saved) {
            return new Day(
                    date,
                    new ConcurrentHashMap<>(saved),
                    new ConcurrentHashMap<>(),
                    Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).build());
        }
    }

    /** The counts of a past day that aren't in the database yet. */
    private record Past(LocalDate date, ConcurrentHashMap<Subject, Count> unsaved) {}

    /** Reads today's counts. */
    public DatabaseDailyUse(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        LocalDate today = today();
        this.day = new AtomicReference<>(Day.of(today, database.withHandle(handle -> read(handle, today))));
    }

    @Override
    public void add(Subject subject, int messages, int recipients) {
        Day now = current();
        Count more = new Count(messages, recipients);
        if (isKept(subject)) {
            now.unsaved().merge(subject, more, Count::plus);
        } else {
            now.passing().asMap().merge(subject, more, Count::plus);
        }
    }

    @Override
    public Count today(Subject subject) {
        Day now = current();
        if (!isKept(subject)) {
            Count count = now.passing().getIfPresent(subject);
            return count == null ? Count.NONE : count;
        }
        return now.saved().getOrDefault(subject, Count.NONE).plus(now.unsaved().getOrDefault(subject, Count.NONE));
    }

    /**
     * Adds new counts to the database, and reads those of other nodes.
     *
     * @throws StoreException when it cannot; the counts stay in memory
     */
    public synchronized void save() {
        try {
            saveNow();
        } catch (StoreException e) {
            throw new StoreException("the day's counts cannot be saved: " + e.getMessage(), e);
        }
    }

    private void saveNow() {
        Day now = current();
        for (Past day : past) {
            if (!day.unsaved().isEmpty()) {
                save(day.date(), day.unsaved(), null);
            }
        }
        save(now.date(), now.unsaved(), now.saved());
        // Yesterday is kept a day longer, because a caller may have fetched it before midnight and be about to add to
        // it.
        past.removeIf(
                day -> day.unsaved().isEmpty() && day.date().isBefore(now.date().minusDays(1)));
    }

    private void save(LocalDate date, ConcurrentHashMap<Subject, Count> unsaved, @Nullable Map<Subject, Count> saved) {
        Map<Subject, Count> more = new HashMap<>(unsaved);
        Map<Subject, Count> sums = database.write(handle -> {
            more.forEach((subject, count) -> add(handle, date, subject, count));
            return saved == null ? Map.of() : read(handle, date);
        });
        if (saved != null) {
            // In this order a reader may count a few twice for a moment, but never misses any.
            saved.putAll(sums);
        }
        more.forEach((subject, count) ->
                unsaved.computeIfPresent(subject, (same, left) -> left.equals(count) ? null : left.minus(count)));
    }

    /** Drops days that nobody asks for any more. */
    public void prune() {
        database.useHandle(handle ->
                handle.execute("DELETE FROM daily_use WHERE day_number < ?", today().toEpochDay() - DAYS_KEPT));
    }

    private static boolean isKept(Subject subject) {
        return subject.kind() == SubjectKind.CREDENTIAL || subject.kind() == SubjectKind.TENANT;
    }

    /** Takes no lock, because event loops call this and a save may wait long for the database. */
    private Day current() {
        Day before = Objects.requireNonNull(day.get());
        LocalDate today = today();
        if (before.date().equals(today)) {
            return before;
        }
        Day next = Day.of(today, Map.of());
        if (day.compareAndSet(before, next)) {
            past.add(new Past(before.date(), before.unsaved()));
            return next;
        }
        return Objects.requireNonNull(day.get());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static void add(Handle handle, LocalDate date, Subject subject, Count more) {
        int changed = handle.execute(
                "UPDATE daily_use SET messages = messages + ?, recipients = recipients + ?"
                        + " WHERE day_number = ? AND kind = ? AND subject = ?",
                more.messages(),
                more.recipients(),
                date.toEpochDay(),
                subject.kind().label(),
                subject.name());
        if (changed == 0) {
            handle.execute(
                    "INSERT INTO daily_use (messages, recipients, day_number, kind, subject) VALUES (?, ?, ?, ?, ?)",
                    more.messages(),
                    more.recipients(),
                    date.toEpochDay(),
                    subject.kind().label(),
                    subject.name());
        }
    }

    private static Map<Subject, Count> read(Handle handle, LocalDate date) {
        Map<Subject, Count> counts = new HashMap<>();
        handle.createQuery("SELECT kind, subject, messages, recipients FROM daily_use WHERE day_number = ?")
                .bind(0, date.toEpochDay())
                .map((row, context) -> Map.entry(
                        new Subject(
                                row.getString(1).equals(SubjectKind.TENANT.label())
                                        ? SubjectKind.TENANT
                                        : SubjectKind.CREDENTIAL,
                                row.getString(2)),
                        new Count(row.getLong(3), row.getLong(4))))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }
}
