package org.sluicemta.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.egress.ConnectionLimits;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SourceId;

class ConnectionLedgerTest {
    private static final PoolId POOL = new PoolId("tx");
    private static final EgressSource SOURCE = source("one");

    private ConnectionLimits limits = new ConnectionLimits(100, 100, 100, 2, 0);
    private final ConnectionLedger ledger = new ConnectionLedger(() -> limits, 1000);

    private static EgressSource source(String name) {
        return new EgressSource(new SourceId(name), null, "mta.sluice.test", 1);
    }

    private static RemoteAddress host(int number) {
        try {
            return new RemoteAddress("mx", InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number}), 25);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<ConnectionLedger.Entry> enter(int host) {
        return ledger.enter(POOL, host(host), SOURCE, true);
    }

    @Test
    void letsTheLongestWaitingInWhenOneIsClosed() {
        ConnectionLedger.Entry first = enter(1).join();
        enter(1).join();
        var third = enter(1);
        var fourth = enter(1);
        assertThat(third).isNotDone();
        assertThat(enter(2)).isDone();

        ledger.closed(first);

        assertThat(third).isDone();
        assertThat(fourth).isNotDone();
        assertThat(ledger.open()).isEqualTo(3);
    }

    @Test
    void closesTheLongestUnusedToMakeRoom() {
        List<String> given = new ArrayList<>();
        ConnectionLedger.Entry first = enter(1).join();
        ConnectionLedger.Entry second = enter(1).join();
        assertThat(ledger.spare(second, () -> given.add("second"))).isTrue();
        assertThat(ledger.spare(first, () -> given.add("first"))).isTrue();

        var third = enter(1);

        assertThat(given).containsExactly("second");
        assertThat(third).as("it counts until it is closed").isNotDone();
        ledger.closed(second);
        assertThat(third).isDone();
    }

    @Test
    void keepsNoUnusedConnectionWhileItsPlaceIsWaitedFor() {
        ConnectionLedger.Entry first = enter(1).join();
        enter(1).join();
        var third = enter(1);

        assertThat(ledger.spare(first, () -> {})).isFalse();
        assertThat(third).isNotDone();
    }

    @Test
    void passesOverWhoWaitsNoMore() {
        ConnectionLedger.Entry first = enter(1).join();
        enter(1).join();
        var third = enter(1);
        var fourth = enter(1);
        third.cancel(false);

        ledger.closed(first);

        assertThat(fourth).isDone();
    }

    @Test
    void letsInWhatALargerLimitAllows() {
        enter(1).join();
        enter(1).join();
        var third = enter(1);

        limits = new ConnectionLimits(100, 100, 100, 3, 0);
        ledger.limitsChanged();

        assertThat(third).isDone();
    }

    /** Openings, idle times, cancellations and closes in any order. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void staysWithinEveryLimitAndForgetsNobody(int seed) {
        limits = new ConnectionLimits(12, 8, 5, 3, 0);
        Random random = new Random(seed);
        Map<Integer, Integer> openOfHost = new HashMap<>();
        Map<String, Integer> openOfOthers = new HashMap<>();
        List<Runnable> closers = new ArrayList<>();
        List<CompletableFuture<ConnectionLedger.Entry>> asked = new ArrayList<>();
        for (int i = 0; i < 8_000; i++) {
            if (random.nextInt(3) > 0 && closers.size() < 200) {
                int host = random.nextInt(6);
                String pool = "p" + random.nextInt(2);
                String source = pool + "s" + random.nextInt(2);
                var entered = ledger.enter(new PoolId(pool), host(host), source(source), true);
                asked.add(entered);
                entered.thenAccept(entry -> {
                    assertThat(openOfHost.merge(host, 1, Integer::sum)).isLessThanOrEqualTo(3);
                    assertThat(openOfOthers.merge(pool, 1, Integer::sum)).isLessThanOrEqualTo(8);
                    assertThat(openOfOthers.merge(source, 1, Integer::sum)).isLessThanOrEqualTo(5);
                    assertThat(openOfOthers.merge("all", 1, Integer::sum)).isLessThanOrEqualTo(12);
                    Runnable[] close = new Runnable[1];
                    close[0] = () -> {
                        if (closers.remove(close[0])) {
                            openOfHost.merge(host, -1, Integer::sum);
                            List.of(pool, source, "all").forEach(key -> openOfOthers.merge(key, -1, Integer::sum));
                            ledger.closed(entry);
                        }
                    };
                    closers.add(close[0]);
                    if (random.nextBoolean() && !ledger.spare(entry, close[0])) {
                        close[0].run();
                    }
                });
            } else if (random.nextInt(10) == 0 && !asked.isEmpty()) {
                asked.get(random.nextInt(asked.size())).cancel(false);
            } else if (!closers.isEmpty()) {
                closers.get(random.nextInt(closers.size())).run();
            }
        }
        while (!closers.isEmpty()) {
            closers.getFirst().run();
        }
        assertThat(asked).allMatch(CompletableFuture::isDone);
        assertThat(ledger.open()).isZero();
        assertThat(ledger.scopes()).isZero();
    }
}
