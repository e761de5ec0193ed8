package org.sluicemta.store.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.mail.MessageId;
import org.sluicemta.store.database.DatabaseContract;
import org.sluicemta.tenant.TenantId;

class IdempotencyKeysIT extends DatabaseContract {
    private static final TenantId ACME = new TenantId("acme");
    private static final MessageId FIRST = new MessageId(1);
    private static final MessageId SECOND = new MessageId(2);

    private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final AtomicInteger sent = new AtomicInteger();

    @BeforeEach
    void startEmpty() {
        database().useHandle(handle -> handle.execute("DELETE FROM repeat_key"));
    }

    private DatabaseIdempotencyKeys keys() {
        return new DatabaseIdempotencyKeys(database(), clock);
    }

    @Test
    void sendsOnceAndAnswersWithTheFirstIdAlsoAfterARestart() throws Exception {
        assertThat(keys().once(ACME, "order-1", FIRST, sent::incrementAndGet)).contains(FIRST);
        assertThat(keys().once(ACME, "order-1", SECOND, sent::incrementAndGet)).contains(FIRST);
        assertThat(sent).hasValue(1);
    }

    @Test
    void keepsTenantsAndKeysApart() throws Exception {
        keys().once(ACME, "order-1", FIRST, sent::incrementAndGet);
        keys().once(ACME, "order-2", SECOND, sent::incrementAndGet);
        keys().once(new TenantId("other"), "order-1", SECOND, sent::incrementAndGet);
        assertThat(sent).hasValue(3);
    }

    @Test
    void freesTheKeyOfASendThatFailed() throws Exception {
        assertThatThrownBy(() -> keys().once(ACME, "order-1", FIRST, () -> {
                    throw new HandOffException("told to fail", new IOException());
                }))
                .isInstanceOf(HandOffException.class)
                .hasMessage("told to fail");
        assertThat(keys().once(ACME, "order-1", SECOND, sent::incrementAndGet)).contains(SECOND);
        assertThat(sent).hasValue(1);
    }

    @Test
    void forgetsAKeyAfterADay() throws Exception {
        keys().once(ACME, "order-1", FIRST, sent::incrementAndGet);
        now = now.plus(Duration.ofHours(24));
        assertThat(keys().once(ACME, "order-1", SECOND, sent::incrementAndGet)).contains(SECOND);
        now = now.plus(Duration.ofHours(24));
        keys().prune();
        long left = database()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM repeat_key")
                        .mapTo(Long.class)
                        .one());
        assertThat(left).isZero();
    }

    @Test
    void keepsOnlyTheNewestOfATenantWithTooMany() throws Exception {
        DatabaseIdempotencyKeys few = new DatabaseIdempotencyKeys(database(), clock, 3);
        for (int i = 0; i < 5; i++) {
            few.once(ACME, "order-" + i, new MessageId(i), sent::incrementAndGet);
            now = now.plusSeconds(1);
        }
        few.once(new TenantId("other"), "order-0", SECOND, sent::incrementAndGet);

        few.prune();

        assertThat(few.find(ACME, "order-0")).isEmpty();
        assertThat(few.find(ACME, "order-1")).isEmpty();
        assertThat(few.find(ACME, "order-2")).contains(new MessageId(2));
        assertThat(few.find(ACME, "order-4")).contains(new MessageId(4));
        assertThat(few.find(new TenantId("other"), "order-0")).contains(SECOND);
    }

    /** Two nodes: each has its own object, and only the database between them. */
    @Test
    void sendsOnceWhenTwoNodesSendAtTheSameTime() throws Exception {
        CountDownLatch insideFirst = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<MessageId>> one = nodes.submit(() -> keys().once(ACME, "order-1", FIRST, () -> {
                sent.incrementAndGet();
                insideFirst.countDown();
                awaitQuietly(letGo);
            }));
            insideFirst.await();
            Future<Optional<MessageId>> other =
                    nodes.submit(() -> keys().once(ACME, "order-1", SECOND, sent::incrementAndGet));
            letGo.countDown();
            assertThat(one.get()).contains(FIRST);
            assertThat(other.get()).contains(FIRST);
        }
        assertThat(sent).hasValue(1);
    }

    @Test
    void givesNoAnswerWhileTheSameKeyIsBeingSentHere() throws Exception {
        DatabaseIdempotencyKeys keys = keys();
        keys.once(ACME, "order-1", FIRST, () -> {
            sent.incrementAndGet();
            assertThat(keys.once(ACME, "order-1", SECOND, sent::incrementAndGet))
                    .isEmpty();
        });
        assertThat(sent).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) throws HandOffException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new HandOffException("interrupted", e);
        }
    }
}
