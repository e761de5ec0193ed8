package org.sluicemta.console.jmx;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.console.operation.OperationProblem;
import org.sluicemta.console.operation.QueueOperations;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.lane.LaneStatus;

/**
 * Keeps one bean per lane: {@code org.sluicemta:type=Lane,name="egress.…"}. Checks for new and removed lanes every few
 * seconds.
 */
public final class LaneBeans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneBeans.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final QueueOperations operations;
    private final MBeanServer beans;
    private final Set<LaneName> known = new HashSet<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lane-beans").factory());

    @Inject
    public LaneBeans(QueueOperations operations, MBeanServer beans) {
        this.operations = operations;
        this.beans = beans;
    }

    public void start() {
        var unused = timer.scheduleWithFixedDelay(this::refreshSafely, 0, INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    private void refreshSafely() {
        try {
            refresh(operations.lanes().stream().map(LaneStatus::name).collect(Collectors.toSet()));
        } catch (OperationProblem | JMException e) {
            // The next check may succeed, and the lanes themselves don't depend on their beans.
            LOG.warn("Lane MBeans could not be refreshed: {}", e.toString());
        }
    }

    private synchronized void refresh(Set<LaneName> present) throws JMException {
        for (LaneName gone : Set.copyOf(known)) {
            if (!present.contains(gone)) {
                beans.unregisterMBean(nameOf(gone));
                known.remove(gone);
            }
        }
        for (LaneName lane : present) {
            if (known.add(lane)) {
                beans.registerMBean(new LaneBean(lane, operations), nameOf(lane));
            }
        }
    }

    private static ObjectName nameOf(LaneName lane) throws JMException {
        return new ObjectName("org.sluicemta:type=Lane,name=" + ObjectName.quote(lane.queue()));
    }

    @Override
    public void close() throws JMException {
        timer.shutdownNow();
        refresh(Set.of());
    }
}
