package org.sluicemta.smtp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sluicemta.limit.LoginLimits;
import org.sluicemta.network.IpRange;

class LoginBansTest {
    private static final InetAddress GUESSER = IpRange.parse("192.0.2.7").base();
    private static final InetAddress OTHER = IpRange.parse("192.0.2.8").base();
    private static final LoginLimits TEN =
            new LoginLimits(10, Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ZERO);

    private final LoginBans bans = new LoginBans(TEN, 64, Ticker.disabledTicker());

    @Test
    void allowsNoMoreGuessesAtOnceThanOneAfterTheOther() throws Exception {
        AtomicInteger guesses = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService guessing = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 90; i++) {
                guessing.submit(() -> {
                    start.await();
                    if (bans.awaitCheck(GUESSER)) {
                        guesses.incrementAndGet();
                        bans.failed(GUESSER);
                        bans.checked(GUESSER);
                    }
                    return null;
                });
            }
            start.countDown();
            guessing.shutdown();
            assertThat(guessing.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(guesses).hasValue(10);
        assertThat(bans.isBanned(GUESSER)).isTrue();
        assertThat(bans.awaitCheck(OTHER)).isTrue();
    }

    @Test
    void letsManyLogInAtOnceWhoAreRight() throws Exception {
        AtomicInteger right = new AtomicInteger();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 90; i++) {
                clients.submit(() -> {
                    if (bans.awaitCheck(GUESSER)) {
                        right.incrementAndGet();
                        bans.checked(GUESSER);
                    }
                    return null;
                });
            }
        }
        assertThat(right).hasValue(90);
        assertThat(bans.isBanned(GUESSER)).isFalse();
    }
}
