package org.sluicemta.routes;

import static org.sluicemta.routes.RoutesFixture.MARKETING;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.sluicemta.handoff.FinishedEnvelope;

/** What a route costs a message once it is warm, with nothing behind it. For a person to run. */
public final class RouteThroughput {
    private static final int WARM_UP = 200_000;
    private static final int MEASURED = 200_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final PrintStream OUT = System.out;

    private RouteThroughput() {}

    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("route-throughput");
        measure(home, "as shipped", "<to uri=\"sluice:pool\"/>", "a@one.test");
        measure(home, "three conditions, one on a field of the message", """
                <choice>
                  <when><simple>${header.SluiceTenant} == 'beta'</simple><to uri="sluice:pool?name=old"/></when>
                  <when><simple>${header.SluiceDomain} == 'two.test'</simple><to uri="sluice:pool?name=old"/></when>
                  <when><simple>${header.X-Campaign} == 'spring'</simple><to uri="sluice:pool?name=marketing"/></when>
                  <otherwise><to uri="sluice:pool"/></otherwise>
                </choice>""", "a@one.test");
        measure(home, "10 % by weight", """
                <loadBalance><weightedLoadBalancer distributionRatio="10,90" roundRobin="true"/>
                  <to uri="sluice:pool?name=old"/><to uri="sluice:pool"/></loadBalance>""", "a@one.test");
        measure(
                home,
                "a copy to a second pool",
                "<multicast><to uri=\"sluice:pool\"/><to uri=\"sluice:pool?name=old\"/></multicast>",
                "a@one.test");
        measure(
                home,
                "as shipped, ten domains",
                "<to uri=\"sluice:pool\"/>",
                "a@1.test",
                "a@2.test",
                "a@3.test",
                "a@4.test",
                "a@5.test",
                "a@6.test",
                "a@7.test",
                "a@8.test",
                "a@9.test",
                "a@10.test");
    }

    private static void measure(Path home, String what, String steps, String... recipients) throws Exception {
        try (RoutesFixture routes = new RoutesFixture(home).split(steps).start()) {
            routes.placing.forgets();
            FinishedEnvelope envelope = routes.envelope("acme", MARKETING, recipients);
            run(routes, envelope, WARM_UP);
            long start = THREADS.getCurrentThreadCpuTime();
            run(routes, envelope, MEASURED);
            double micros = (THREADS.getCurrentThreadCpuTime() - start) / 1_000.0 / MEASURED;
            OUT.printf(Locale.ROOT, "%-50s %6.2f µs of CPU a message%n", what, micros);
        }
    }

    private static void run(RoutesFixture routes, FinishedEnvelope envelope, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            routes.send(envelope);
        }
    }
}
