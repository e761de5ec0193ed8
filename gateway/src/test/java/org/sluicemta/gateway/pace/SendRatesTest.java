package org.sluicemta.gateway.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluicemta.gateway.pace.PacedPlan.GMAIL;
import static org.sluicemta.gateway.pace.PacedPlan.OTHER_POOL;
import static org.sluicemta.gateway.pace.PacedPlan.POOL;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sluicemta.egress.SiteId;

/** How fast connections are opened and octets leave. */
class SendRatesTest extends PacedSites {
    private static final Duration STEP = Duration.ofMillis(1);

    private record Sent(long nanos, long octets) {}

    private @Nullable Sent send(Site site, long octets) {
        Permit permit = take(site);
        if (permit == null) {
            return null;
        }
        permit.weighs(octets);
        permit.written();
        permit.end();
        return new Sent(time.nanos(), octets);
    }

    @Test
    void noSecondSeesMoreOctetsThanTheRateAndTheLastMessage() {
        with(new PacedPlan().ratesAtGmail(0, 100_000));
        Site gmail = site(POOL, GMAIL, 1);
        Random random = new Random(3);
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            time.pass(STEP);
            for (Sent one = send(gmail, 500 + random.nextInt(4_000));
                    one != null;
                    one = send(gmail, 500 + random.nextInt(4_000))) {
                sent.add(one);
            }
        }

        assertThat(sent.stream().mapToLong(Sent::octets).sum())
                .as("in 59 seconds, with the fiftieth less")
                .isBetween(5_600_000L, 5_900_000L);
        for (int from = 0; from < sent.size(); from++) {
            long sum = 0;
            for (int i = from;
                    i < sent.size() && sent.get(i).nanos() - sent.get(from).nanos() < SECOND.toNanos();
                    i++) {
                sum += sent.get(i).octets();
            }
            assertThat(sum).isLessThan(100_000 + 4_500);
        }
    }

    @Test
    void aMessageLargerThanASecondGoesAndTheOthersWait() {
        with(new PacedPlan().rates(0, 100_000));
        time.pass(SECOND);
        Site gmail = site(POOL, GMAIL, 1);

        assertThat(send(gmail, 1_000_000)).isNotNull();
        assertThat(send(gmail, 100)).isNull();
        assertThat(pace.limit(gmail)).hasToString("pool marketing: 100000 bytes/s");
        assertThat(send(site(OTHER_POOL, GMAIL, 1), 100)).as("another pool").isNotNull();
        time.pass(Duration.ofSeconds(10));
        assertThat(send(gmail, 100)).isNull();
        time.pass(Duration.ofMillis(210));
        assertThat(send(gmail, 100)).isNotNull();
    }

    @Test
    void whoeverWaitsForTheRateIsTold() {
        with(new PacedPlan().rates(0, 100_000));
        time.pass(SECOND);
        Site gmail = site(POOL, GMAIL, 1);
        send(gmail, 200_000);
        pace.await(gmail);

        time.pass(SECOND);
        assertThat(told).isEmpty();
        time.pass(Duration.ofMillis(1_100));
        assertThat(told).containsExactly(gmail);
    }

    @Test
    void aMessageThatDoesNotLeaveTakesNoTime() {
        with(new PacedPlan().rates(0, 100_000));
        time.pass(SECOND);
        Site gmail = site(POOL, GMAIL, 1);
        for (int i = 0; i < 100; i++) {
            Permit permit = taken(gmail);
            permit.weighs(1_000_000);
            permit.end();
        }

        assertThat(send(gmail, 100)).isNotNull();
    }

    @Test
    void noSecondSeesMoreNewConnectionsThanTheRate() {
        with(new PacedPlan().ratesAtGmail(5, 0));
        Site gmail = site(POOL, GMAIL, 1);
        List<Long> opened = new ArrayList<>();
        List<Permit> about = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            time.pass(STEP);
            Permit next = take(gmail);
            if (next != null) {
                about.add(next);
            }
            assertThat(about).hasSizeLessThanOrEqualTo(5);
            about.removeIf(permit -> {
                boolean opens = permit.untilOpened().isZero();
                if (opens) {
                    opened.add(time.nanos());
                }
                return opens;
            });
        }

        assertThat(opened).as("five a second from the first on").hasSize(100);
        assertThat(mostIn(SECOND, opened)).isEqualTo(5);
    }

    @Test
    void aMessageWaitsInItsQueueForAConnection() {
        with(new PacedPlan().rates(2, 0).ratesAtGmail(1, 0));
        time.pass(SECOND);
        Site gmail = site(POOL, GMAIL, 1);
        Site outlook = site(POOL, new SiteId("outlook"), 2);
        Permit first = taken(gmail);
        Permit second = taken(outlook);

        assertThat(pace.limit(gmail)).hasToString("pool marketing: 2 new connections/s");
        assertThat(take(gmail)).isNull();
        pace.await(gmail);
        second.connects();
        assertThat(told).as("its own is about to be opened").isEmpty();
        first.connects();
        assertThat(told).as("both use kept ones").containsExactly(gmail);
    }

    @Test
    void aMessageThatNeedsNoConnectionAfterAllMakesRoom() {
        with(new PacedPlan().rates(1, 0));
        time.pass(SECOND);
        Site gmail = site(POOL, GMAIL, 1);
        taken(gmail).end();
        taken(gmail).connects();

        assertThat(taken(gmail).untilOpened()).isZero();
        assertThat(taken(gmail).untilOpened()).isEqualTo(SECOND);
    }
}
