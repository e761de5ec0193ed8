package org.sluicemta.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.egress.SiteId;
import org.sluicemta.lane.LaneName;

/** Campaigns that are to be delivered until some time, in simulated time. */
class CampaignPacingTest {
    private static final Instant END = TestMail.START.plus(Duration.ofHours(1));
    private static final Duration QUICK = Duration.ofMillis(20);

    private int number;

    private static Simulation simulation(SiteId site, @Nullable Duration spacing) {
        return new Simulation(site, new SimulatedGate(site.equals(SiteId.OTHER), 100, 100, spacing), mail -> QUICK);
    }

    private static Simulation simulation() {
        return simulation(TestMail.GMAIL, null);
    }

    private TestMail mail(SiteId site) {
        return TestMail.shared(site, number++, "acme", "d" + number % 7 + ".example");
    }

    private List<TestMail> put(Simulation simulation, SiteId site, int count) {
        List<TestMail> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TestMail paced = mail(site).campaign("spring").until(END);
            all.add(paced);
            simulation.put(paced.inLane(paced.ownLane()));
        }
        return all;
    }

    private static long leftBy(Simulation simulation, List<TestMail> mail, Duration time) {
        return mail.stream()
                .map(each -> simulation.left.get(each.number()))
                .filter(left -> left != null && !left.isAfter(TestMail.START.plus(time)))
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmail", "other"})
    void spreadsTheMailEvenlyOverTheTime(String site) {
        Simulation simulation = simulation(new SiteId(site), null);
        List<TestMail> campaign = put(simulation, new SiteId(site), 360);

        simulation.runFor(Duration.ofHours(2));

        for (int minutes = 10; minutes <= 60; minutes += 10) {
            assertThat(leftBy(simulation, campaign, Duration.ofMinutes(minutes)))
                    .as("after %d minutes", minutes)
                    .isBetween(6L * minutes - 2, 6L * minutes + 2);
        }
        assertThat(leftBy(simulation, campaign, Duration.ofHours(1))).isEqualTo(360);
    }

    @Test
    void movesItsMailOutOfALaneWithOthersWhichAreNotDelayed() {
        Simulation simulation = simulation();
        List<TestMail> campaign = new ArrayList<>();
        List<TestMail> others = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            campaign.add(mail(TestMail.GMAIL).campaign("spring").until(END));
            simulation.put(campaign.getLast());
            if (i % 10 == 0) {
                others.add(mail(TestMail.GMAIL).campaign(i % 20 == 0 ? null : "summer"));
                simulation.put(others.getLast());
            }
        }

        simulation.runFor(Duration.ofHours(2));

        assertThat(others)
                .allSatisfy(single -> assertThat(simulation.leftAfter(single)).isLessThan(Duration.ofSeconds(1)));
        assertThat(leftBy(simulation, campaign, Duration.ofMinutes(30))).isBetween(295L, 305L);
        assertThat(leftBy(simulation, campaign, Duration.ofHours(1))).isEqualTo(600);
    }

    @Test
    void followsWhatArrivesLater() {
        Simulation simulation = simulation();
        List<TestMail> first = put(simulation, TestMail.GMAIL, 60);
        List<TestMail> later = new ArrayList<>();
        simulation.at(Duration.ofMinutes(30), () -> later.addAll(put(simulation, TestMail.GMAIL, 300)));

        simulation.runFor(Duration.ofHours(2));

        List<TestMail> all = new ArrayList<>(first);
        all.addAll(later);
        assertThat(leftBy(simulation, all, Duration.ofMinutes(30))).isBetween(29L, 32L);
        assertThat(leftBy(simulation, all, Duration.ofMinutes(45))).isBetween(190L, 200L);
        assertThat(leftBy(simulation, all, Duration.ofHours(1))).isEqualTo(360);
    }

    /** A mailing of a minute doesn't wait ten seconds to see the rest of its mail. */
    @Test
    void noticesSoonWhatArrivesIfThereIsLittleTime() {
        Simulation simulation = simulation();
        Instant soon = TestMail.START.plusSeconds(60);
        List<TestMail> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            TestMail paced = mail(TestMail.GMAIL).campaign("spring").until(soon);
            all.add(paced);
            simulation.at(Duration.ofMillis(5L * i), () -> simulation.put(paced.inLane(paced.ownLane())));
        }

        simulation.runFor(Duration.ofMinutes(2));

        assertThat(leftBy(simulation, all, Duration.ofSeconds(15))).isBetween(26L, 32L);
        assertThat(leftBy(simulation, all, Duration.ofSeconds(60))).isEqualTo(120);
    }

    @Test
    void isNeverFasterThanTheLimitsAndGoesOnAfterTheTime() {
        Simulation simulation = simulation(TestMail.GMAIL, Duration.ofSeconds(30));
        List<TestMail> campaign = put(simulation, TestMail.GMAIL, 180);

        simulation.runFor(Duration.ofHours(2));

        assertThat(leftBy(simulation, campaign, Duration.ofMinutes(30))).isLessThanOrEqualTo(61);
        assertThat(leftBy(simulation, campaign, Duration.ofHours(1))).isBetween(118L, 121L);
        assertThat(leftBy(simulation, campaign, Duration.ofHours(2))).isEqualTo(180);
    }

    @Test
    void isSlowerWhileItsMailIsDeferred() {
        Simulation simulation = simulation();
        List<TestMail> campaign = put(simulation, TestMail.GMAIL, 3_600);
        simulation.deferred = mail -> mail.number() % 3 > 0;

        simulation.runFor(Duration.ofMinutes(20));

        PacedCampaign paced = paced(simulation, campaign);
        assertThat(paced.deferred()).isBetween(0.5, 0.8);
        assertThat(paced.toString()).contains("spread until 2026-01-01T01:00:00Z", "slower because", "% are deferred");
        assertThat(leftBy(simulation, campaign, Duration.ofMinutes(20)))
                .as("of 1,200 in time")
                .isBetween(300L, 800L);
    }

    @Test
    void doesNotMindTheUsualDeferrals() {
        Simulation simulation = simulation();
        List<TestMail> campaign = put(simulation, TestMail.GMAIL, 3_600);
        simulation.deferred = mail -> mail.number() % 100 == 0;

        simulation.runFor(Duration.ofMinutes(20));

        assertThat(leftBy(simulation, campaign, Duration.ofMinutes(20))).isBetween(1_190L, 1_210L);
    }

    @Test
    void saysHowItIsSpreadAndWhenNoLonger() {
        Simulation simulation = simulation();
        List<TestMail> campaign = put(simulation, TestMail.GMAIL, 60);

        simulation.runFor(Duration.ofMinutes(30));

        PacedCampaign paced = paced(simulation, campaign);
        assertThat(paced.until()).isEqualTo(END);
        assertThat(paced.apart()).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(65));
        assertThat(paced.next())
                .isBetween(TestMail.START.plus(Duration.ofMinutes(29)), TestMail.START.plus(Duration.ofMinutes(32)));
        simulation.runFor(Duration.ofHours(1));
        assertThat(simulation.spread.get(campaign.getFirst().ownLane())).isEmpty();
    }

    @Test
    void holdsLittleOfWhatMustWait() {
        Simulation simulation = simulation();
        put(simulation, TestMail.GMAIL, 3_600);

        simulation.runFor(Duration.ofMinutes(5));

        assertThat(simulation.schedule.held()).isLessThan(20);
    }

    @Test
    void leavesAtOnceWhenTheTimeIsOver() {
        Simulation simulation = simulation();
        List<TestMail> late = new ArrayList<>();
        simulation.at(Duration.ofHours(1), () -> late.addAll(put(simulation, TestMail.GMAIL, 100)));

        simulation.runFor(Duration.ofMinutes(61));

        assertThat(leftBy(simulation, late, Duration.ofMinutes(61))).isEqualTo(100);
    }

    private static PacedCampaign paced(Simulation simulation, List<TestMail> campaign) {
        LaneName lane = campaign.getFirst().ownLane();
        return Objects.requireNonNull(simulation.spread.get(lane)).orElseThrow();
    }
}
