package org.sluicemta.assembly;

import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.admission.AdmissionSettings;
import org.sluicemta.admission.Mark;
import org.sluicemta.admission.Pressure;
import org.sluicemta.admission.Resource;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.queue.lane.LaneException;
import org.sluicemta.queue.lane.LaneStatus;
import org.sluicemta.settings.ServerSettings;

/** Measures disk, heap and queues every second (queues: every tenth), for {@link Pressure}. */
@Singleton
final class AdmissionSensors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionSensors.class);
    private static final int BACKLOG_SECONDS = 10;

    private final Pressure pressure;
    private final LaneDirectory lanes;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("admission").factory());
    private volatile double backlog;

    @Inject
    AdmissionSensors(ServerSettings settings, BrokerDisk disk, LaneDirectory lanes) {
        this.lanes = lanes;
        this.pressure = new Pressure(settings.smtp().admission(), gauges(settings, disk));
    }

    Pressure pressure() {
        return pressure;
    }

    /** Measures once immediately, and then periodically by itself. The queues must have started. */
    void start() {
        countBacklog();
        measure();
        repeat(1, this::measure);
        repeat(BACKLOG_SECONDS, this::countBacklog);
    }

    private void repeat(int seconds, Runnable work) {
        var unused = timer.scheduleWithFixedDelay(work, seconds, seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private Map<Resource, Pressure.Gauge> gauges(ServerSettings settings, BrokerDisk disk) {
        AdmissionSettings marks = settings.smtp().admission();
        int most = settings.broker().maxDiskUsage();
        Mark onDisk = new Mark(Math.min(disk.closed(), Math.max(0, most - marks.diskReserve())), disk.closed(), 1);
        Mark memory = new Mark(marks.heap() - marks.heapReserve(), never(marks.heap(), 100), 5);
        Mark queued = new Mark(
                never(marks.backlog(), 0) * (100 - marks.backlogReserve()) / 100,
                never(marks.backlog(), 0),
                marks.backlog() * 0.05);
        return Map.of(
                Resource.DISK, new Pressure.Gauge(onDisk, disk::used),
                Resource.HEAP, new Pressure.Gauge(heapMark(memory, marks), heapInUse()),
                Resource.BACKLOG, new Pressure.Gauge(queued, () -> backlog));
    }

    private static Mark heapMark(Mark memory, AdmissionSettings marks) {
        return marks.heap() == 100 ? new Mark(Double.MAX_VALUE, Double.MAX_VALUE, 0) : memory;
    }

    private static double never(long mark, long meaningNever) {
        return mark == meaningNever ? Double.MAX_VALUE : mark;
    }

    /**
     * What the last collections left, percent of the heap. What is in use between them says nothing of what must stay:
     * an idle server fills its young generation for minutes.
     */
    private static DoubleSupplier heapInUse() {
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .toList();
        long most = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
        return () -> 100.0
                * pools.stream()
                        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                        .sum()
                / most;
    }

    private void measure() {
        try {
            if (pressure.measure()) {
                LOG.warn("{}", pressure.describe());
            }
        } catch (UncheckedIOException e) {
            LOG.error("{}; the stage of admission stays as it was", e.getMessage(), e);
        }
    }

    private void countBacklog() {
        try {
            long depth = lanes.waiting();
            for (LaneStatus lane : lanes.lanes()) {
                depth += lane.depth();
            }
            backlog = depth;
        } catch (LaneException | RuntimeException e) {
            LOG.warn("Cannot read queue depths, using the previous values: {}", e.getMessage());
        }
    }
}
