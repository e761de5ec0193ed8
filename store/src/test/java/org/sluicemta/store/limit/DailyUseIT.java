package org.sluicemta.store.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.limit.DailyUse.Count;
import org.sluicemta.limit.Subject;
import org.sluicemta.limit.SubjectKind;
import org.sluicemta.store.database.DatabaseContract;

class DailyUseIT extends DatabaseContract {
    private static final Subject ACME = new Subject(SubjectKind.TENANT, "acme");
    private static final Subject ADDRESS = new Subject(SubjectKind.ADDRESS, "192.0.2.1");

    private volatile Instant now = Instant.parse("2026-11-22T23:59:00Z");
    private final InstantSource clock = () -> now;

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> handle.execute("DELETE FROM daily_use"));
    }

    @Test
    void countsOnAfterARestart() {
        DatabaseDailyUse before = new DatabaseDailyUse(database(), clock);
        before.add(ACME, 1, 3);
        before.add(new Subject(SubjectKind.CREDENTIAL, "app"), 1, 3);
        before.save();
        before.add(ACME, 1, 1);
        assertThat(before.today(ACME)).isEqualTo(new Count(2, 4));
        before.save();

        DatabaseDailyUse after = new DatabaseDailyUse(database(), clock);
        assertThat(after.today(ACME)).isEqualTo(new Count(2, 4));
        assertThat(after.today(new Subject(SubjectKind.CREDENTIAL, "app"))).isEqualTo(new Count(1, 3));
    }

    @Test
    void sumsUpWhatSeveralNodesCount() {
        DatabaseDailyUse one = new DatabaseDailyUse(database(), clock);
        DatabaseDailyUse other = new DatabaseDailyUse(database(), clock);
        one.add(ACME, 5, 5);
        other.add(ACME, 2, 2);
        one.save();
        other.save();
        one.save();

        assertThat(one.today(ACME)).isEqualTo(new Count(7, 7));
        assertThat(other.today(ACME)).isEqualTo(new Count(7, 7));
    }

    @Test
    void takesBackWhatWasNotSentAfterAll() {
        DatabaseDailyUse use = new DatabaseDailyUse(database(), clock);
        use.add(ACME, 1, 2);
        use.save();
        use.add(ACME, -1, -2);
        use.save();

        assertThat(use.today(ACME)).isEqualTo(Count.NONE);
    }

    @Test
    void savesWhatIsLeftOfADayThatIsOver() {
        DatabaseDailyUse use = new DatabaseDailyUse(database(), clock);
        use.add(ACME, 1, 3);
        now = Instant.parse("2026-11-23T00:00:00Z");
        use.add(ACME, 1, 1);
        use.save();
        use.save();
        assertThat(use.today(ACME)).isEqualTo(new Count(1, 1));

        now = Instant.parse("2026-11-22T23:59:00Z");
        assertThat(new DatabaseDailyUse(database(), clock).today(ACME)).isEqualTo(new Count(1, 3));
    }

    @Test
    void beginsANewDayWhileTheOldOneIsBeingSaved() throws Exception {
        CountDownLatch saving = new CountDownLatch(1);
        AtomicReference<Thread> saver = new AtomicReference<>();
        DatabaseDailyUse use = new DatabaseDailyUse(database(), () -> {
            Instant told = now;
            if (Thread.currentThread().equals(saver.get())) {
                saving.countDown();
            }
            return told;
        });
        use.add(ACME, 1, 1);
        use.save();
        use.add(ACME, 1, 1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<?> saved = database().inTransaction(handle -> {
                handle.execute("UPDATE daily_use SET messages = messages + 0");
                Future<?> waiting = threads.submit(() -> {
                    saver.set(Thread.currentThread());
                    use.save();
                });
                saving.await();
                now = Instant.parse("2026-11-23T00:00:00Z");
                assertThat(threads.submit(() -> use.today(ACME)).get(30, TimeUnit.SECONDS))
                        .isEqualTo(Count.NONE);
                assertThat(waiting.isDone()).isFalse();
                return waiting;
            });
            saved.get(30, TimeUnit.SECONDS);
        }
        assertThat(use.today(ACME)).isEqualTo(Count.NONE);
        now = Instant.parse("2026-11-22T23:59:00Z");
        assertThat(new DatabaseDailyUse(database(), clock).today(ACME)).isEqualTo(new Count(2, 2));
    }

    @Test
    void beginsANewDayAtMidnightUtc() {
        DatabaseDailyUse use = new DatabaseDailyUse(database(), clock);
        use.add(ACME, 1, 1);
        use.add(ADDRESS, 1, 1);
        use.save();
        assertThat(use.today(ADDRESS)).isEqualTo(new Count(1, 1));

        now = Instant.parse("2026-11-23T00:00:00Z");
        assertThat(use.today(ACME)).isEqualTo(Count.NONE);
        assertThat(use.today(ADDRESS)).isEqualTo(Count.NONE);

        now = Instant.parse("2026-12-23T00:00:00Z");
        use.prune();
        long left = database()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM daily_use")
                        .mapTo(Long.class)
                        .one());
        assertThat(left).isZero();
    }
}
