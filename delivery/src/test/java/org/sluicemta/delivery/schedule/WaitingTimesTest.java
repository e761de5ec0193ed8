package org.sluicemta.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.egress.SiteId;
import org.sluicemta.tenant.TenantId;

/** How long mail waits for others' mail, in simulated time. */
class WaitingTimesTest {
    private static final Duration QUICK = Duration.ofMillis(20);

    @ParameterizedTest
    @CsvSource({"20, 4000, 2", "20, 40, 8", "150, 50000, 2", "20, 400, 200", "5, 100, 1"})
    void aSingleMessageWaitsForOneOfEachTenant(int rate, int blast, int blasting) {
        Simulation simulation = new Simulation(
                TestMail.GMAIL,
                new SimulatedGate(false, 100, 100, Duration.ofNanos(1_000_000_000L / rate)),
                mail -> QUICK);
        int number = 0;
        for (int i = 0; i < blast; i++) {
            for (int tenant = 0; tenant < blasting; tenant++) {
                simulation.put(TestMail.shared(TestMail.GMAIL, number++, "blast" + tenant, "gmail.com"));
            }
        }
        Map<TestMail, Duration> singles = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            TestMail single = TestMail.shared(TestMail.GMAIL, number++, "single" + i, "gmail.com");
            Duration when = Duration.ofSeconds(2L * i).plusMillis(2);
            singles.put(single, when);
            simulation.at(when, () -> simulation.put(single));
        }

        simulation.runFor(Duration.ofSeconds(90));

        Duration bound = Duration.ofMillis(1000L * (blasting + 1) / rate + 1000);
        singles.forEach(
                (single, when) -> assertThat(simulation.leftAfter(single).minus(when))
                        .as(single.tenant().value())
                        .isLessThanOrEqualTo(bound));
        assertThat(simulation.gate.askedInVain).isEmpty();
    }

    /** One campaign of 4,000; single messages of the same tenant, of other campaigns and of none. */
    @ParameterizedTest
    @CsvSource({"20, 4000", "150, 20000", "5, 600"})
    void aSingleMessageWaitsForNoOtherCampaignOfItsTenant(int rate, int blast) {
        Simulation simulation = new Simulation(
                TestMail.GMAIL,
                new SimulatedGate(false, 100, 100, Duration.ofNanos(1_000_000_000L / rate)),
                mail -> QUICK);
        int number = 0;
        for (int i = 0; i < blast; i++) {
            TestMail ofBlast = TestMail.shared(TestMail.GMAIL, number++, "acme", "gmail.com")
                    .campaign("blast");
            simulation.put(i < 500 ? ofBlast : ofBlast.inLane(ofBlast.laneOfTenant()));
        }
        Map<TestMail, Duration> singles = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            TestMail single = TestMail.shared(TestMail.GMAIL, number++, "acme", "gmail.com")
                    .campaign(i % 3 == 0 ? null : "single" + i);
            TestMail placed = i % 2 == 0 ? single : single.inLane(single.laneOfTenant());
            Duration when = Duration.ofSeconds(2L * i).plusSeconds(1);
            singles.put(placed, when);
            simulation.at(when, () -> simulation.put(placed));
        }

        simulation.runFor(Duration.ofSeconds(90));

        Duration bound = Duration.ofMillis(2000L / rate + 1000);
        singles.forEach(
                (single, when) -> assertThat(simulation.leftAfter(single).minus(when))
                        .as("%s", single)
                        .isLessThanOrEqualTo(bound));
        assertThat(simulation.gate.askedInVain).isEmpty();
    }

    /** Each campaign may have two deliveries at a time. */
    @ParameterizedTest
    @ValueSource(strings = {"other", "gmail"})
    void campaignsAtTheirLimitsDelayNoOtherMail(String site) {
        SiteId at = new SiteId(site);
        Simulation simulation = new Simulation(
                at,
                new SimulatedGate(at.equals(SiteId.OTHER), 100, 100, null),
                mail -> mail.campaign() == null ? QUICK : Duration.ofSeconds(1));
        int number = 0;
        for (int tenant = 0; tenant < 4; tenant++) {
            for (int campaign = 0; campaign < 10; campaign++) {
                simulation.gate.most.put(
                        new MailOwner(new TenantId("t" + tenant), new CampaignId("limited" + campaign)), 2);
                for (int i = 0; i < 100; i++) {
                    simulation.put(TestMail.shared(at, number++, "t" + tenant, "d" + i % 7 + ".example")
                            .campaign("limited" + campaign));
                }
            }
        }
        List<TestMail> others = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            others.add(TestMail.shared(at, number++, "t" + i % 5, "d" + i % 7 + ".example"));
        }
        others.forEach(simulation::put);

        simulation.runFor(Duration.ofSeconds(55));

        assertThat(others)
                .allSatisfy(single -> assertThat(simulation.leftAfter(single)).isLessThan(Duration.ofSeconds(1)));
        assertThat(simulation.order).as("two of each campaign every second").hasSize(40 * 100 + 60);
        assertThat(simulation.gate.askedInVain).isEmpty();
        assertThat(simulation.gate.asked).as("questions").isLessThan(4 * simulation.order.size() + 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 450, 10_000})
    void aSlowDomainDelaysNoOther(int ofSlow) {
        Simulation simulation = new Simulation(
                SiteId.OTHER,
                new SimulatedGate(true, 100, 20, null),
                mail -> mail.domain().equals("slow.example") ? Duration.ofSeconds(2) : QUICK);
        for (int i = 0; i < ofSlow; i++) {
            simulation.put(TestMail.shared(SiteId.OTHER, i, "acme", "slow.example"));
        }
        List<TestMail> singles = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            TestMail single = TestMail.shared(SiteId.OTHER, ofSlow + i, "acme", "d" + i + ".example");
            singles.add(single);
            simulation.put(single);
        }

        simulation.runFor(Duration.ofMinutes(1));

        assertThat(singles)
                .allSatisfy(single -> assertThat(simulation.leftAfter(single)).isLessThan(Duration.ofSeconds(1)));
        assertThat(simulation.gate.askedInVain).isEmpty();
        assertThat(simulation.gate.asked).as("questions").isLessThan(4 * simulation.order.size() + 10);
    }

    /** Each tenant may have two deliveries at a time; some have much mail, in the lane that all share. */
    @ParameterizedTest
    @ValueSource(strings = {"other", "gmail"})
    void tenantsAtTheirLimitsDelayNoOther(String site) {
        SiteId at = new SiteId(site);
        Simulation simulation = new Simulation(
                at,
                new SimulatedGate(at.equals(SiteId.OTHER), 100, 100, null),
                mail -> mail.tenant().value().startsWith("limited") ? Duration.ofSeconds(1) : QUICK);
        int number = 0;
        for (int tenant = 0; tenant < 40; tenant++) {
            simulation.gate.most.put(MailOwner.of(new TenantId("limited" + tenant)), 2);
            for (int i = 0; i < 100; i++) {
                simulation.put(TestMail.shared(at, number++, "limited" + tenant, "d" + i % 7 + ".example"));
            }
        }
        List<TestMail> others = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            others.add(TestMail.shared(at, number++, "free" + i, "d" + i % 7 + ".example"));
        }
        others.forEach(simulation::put);

        simulation.runFor(Duration.ofSeconds(55));

        assertThat(others)
                .allSatisfy(single -> assertThat(simulation.leftAfter(single)).isLessThan(Duration.ofSeconds(1)));
        assertThat(simulation.order).as("two of each tenant every second").hasSize(40 * 100 + 60);
        assertThat(simulation.gate.askedInVain).isEmpty();
        assertThat(simulation.gate.asked).as("questions").isLessThan(4 * simulation.order.size() + 10);
    }

    @Test
    void silentDomainsDelayNoOther() {
        Simulation simulation = new Simulation(
                SiteId.OTHER,
                new SimulatedGate(true, 100, 1, null),
                mail -> mail.domain().startsWith("silent") ? Duration.ofSeconds(5) : QUICK);
        int number = 0;
        for (int i = 0; i < 160; i++) {
            simulation.put(TestMail.shared(SiteId.OTHER, number++, "acme", "silent" + i % 40 + ".example"));
        }
        List<TestMail> singles = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            singles.add(TestMail.shared(SiteId.OTHER, number++, "acme", "live" + i + ".example"));
        }
        singles.forEach(simulation::put);

        simulation.runFor(Duration.ofMinutes(5));

        assertThat(singles)
                .allSatisfy(single -> assertThat(simulation.leftAfter(single)).isLessThan(Duration.ofSeconds(1)));
        assertThat(simulation.order).hasSize(220);
        assertThat(simulation.parted).isEmpty();
    }

    /** Two tenants want a domain that takes one message at a time; one of them has much other mail. */
    @Test
    void aTenantWithMuchElsewhereGetsItsTurnAtAScarceDomain() {
        Simulation simulation = new Simulation(
                SiteId.OTHER,
                new SimulatedGate(true, 2, 1, null),
                mail -> mail.domain().equals("scarce.example") ? Duration.ofMillis(100) : QUICK);
        int number = 0;
        for (int i = 0; i < 600; i++) {
            simulation.put(TestMail.own(SiteId.OTHER, number++, "one", "scarce.example"));
        }
        List<TestMail> others = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            String domain = i % 4 == 3 ? "scarce.example" : "d" + i % 100 + ".example";
            TestMail mail = TestMail.own(SiteId.OTHER, number++, "two", domain);
            simulation.put(mail);
            if (domain.startsWith("scarce")) {
                others.add(mail);
            }
        }

        simulation.runFor(Duration.ofSeconds(10));

        long ofTwo = simulation.order.stream().filter(others::contains).count();
        long ofOne = simulation.order.stream()
                .filter(mail -> mail.tenant().value().equals("one"))
                .count();
        assertThat(ofTwo).isBetween(ofOne - 5, ofOne + 5);
    }
}
