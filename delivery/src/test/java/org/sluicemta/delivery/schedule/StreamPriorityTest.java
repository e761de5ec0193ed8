package org.sluicemta.delivery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.egress.SiteId;
import org.sluicemta.stream.StreamId;

/** Streams that leave by one pool, in simulated time. */
class StreamPriorityTest {
    private static final Duration QUICK = Duration.ofMillis(20);
    private static final int RATE = 20;

    private int number;

    private static Simulation simulation(SiteId site) {
        return new Simulation(
                site,
                new SimulatedGate(site.equals(SiteId.OTHER), 100, 100, Duration.ofMillis(1000 / RATE)),
                mail -> QUICK);
    }

    private TestMail mail(SiteId site, String tenant, StreamId stream) {
        return TestMail.shared(site, number++, tenant, "d" + number % 7 + ".example").stream(stream);
    }

    private void blast(Simulation simulation, SiteId site, StreamId stream, int count) {
        for (int i = 0; i < count; i++) {
            simulation.put(mail(site, "t" + i % 4, stream));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmail", "other"})
    void aSingleUrgentMessageWaitsForNoBlastOfOthers(String name) {
        SiteId site = new SiteId(name);
        Simulation simulation = simulation(site);
        blast(simulation, site, TestMail.STREAM, 8_000);
        blast(simulation, site, TestMail.SLOW, 2_000);
        Map<TestMail, Duration> urgent = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            TestMail single = mail(site, "t" + i % 8, TestMail.URGENT);
            Duration when = Duration.ofSeconds(2 + i);
            urgent.put(single, when);
            simulation.at(when, () -> simulation.put(single));
        }

        simulation.runFor(Duration.ofSeconds(60));

        urgent.forEach((single, when) -> assertThat(simulation.leftAfter(single).minus(when))
                .as("%s", single)
                .isLessThan(Duration.ofMillis(3_000 / RATE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmail", "other"})
    void noneStarves(String name) {
        SiteId site = new SiteId(name);
        Simulation simulation = simulation(site);
        blast(simulation, site, TestMail.URGENT, 4_000);
        blast(simulation, site, TestMail.STREAM, 4_000);
        blast(simulation, site, TestMail.SLOW, 4_000);

        simulation.runFor(Duration.ofSeconds(60));

        List<TestMail> order = simulation.order;
        for (int from = 100; from + 40 <= order.size(); from += 40) {
            Map<StreamId, Integer> counts = counts(order.subList(from, from + 40));
            assertThat(counts.get(TestMail.URGENT)).as("urgent of 40").isBetween(31, 35);
            assertThat(counts.get(TestMail.STREAM)).as("others of 40").isBetween(3, 5);
            assertThat(counts.get(TestMail.SLOW)).as("slow of 40").isBetween(3, 5);
        }
    }

    @Test
    void mailOfOneUrgencyTakesTurnsAsBefore() {
        Simulation simulation = simulation(TestMail.GMAIL);
        List<TestMail> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            all.add(mail(TestMail.GMAIL, i < 300 ? "blast" : "light", TestMail.URGENT));
        }
        all.forEach(simulation::put);

        simulation.runFor(Duration.ofSeconds(5));

        assertThat(simulation.order)
                .filteredOn(mail -> mail.tenant().value().equals("light"))
                .hasSizeBetween(45, 55);
    }

    @Test
    void whatIsLessUrgentLeavesAtFullPaceWhileThereIsNothingElse() {
        Simulation simulation = simulation(TestMail.GMAIL);
        blast(simulation, TestMail.GMAIL, TestMail.SLOW, 200);
        blast(simulation, TestMail.GMAIL, TestMail.URGENT, 20);

        simulation.runFor(Duration.ofSeconds(12));

        assertThat(simulation.order).hasSize(220);
        assertThat(counts(simulation.order.subList(0, 24)).get(TestMail.URGENT)).isGreaterThanOrEqualTo(19);
    }

    private static Map<StreamId, Integer> counts(List<TestMail> mail) {
        Map<StreamId, Integer> counts = new HashMap<>();
        mail.forEach(each -> counts.merge(each.stream(), 1, Integer::sum));
        return counts;
    }
}
