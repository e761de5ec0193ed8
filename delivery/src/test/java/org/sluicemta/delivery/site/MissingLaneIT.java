package org.sluicemta.delivery.site;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.sluicemta.delivery.FakeGateway;
import org.sluicemta.delivery.FakeStores;
import org.sluicemta.delivery.Plans;
import org.sluicemta.delivery.Road;
import org.sluicemta.delivery.Tempo;
import org.sluicemta.event.EventType;
import org.sluicemta.lane.LaneName;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.lane.Lanes;
import org.sluicemta.tenant.TenantId;
import org.sluicemta.testing.event.Waiting;

/** A site goes on with what it has, whatever becomes of one lane, one round or one delivery. */
class MissingLaneIT {
    private static final LaneName GONE = new LaneName(Plans.POOL, Plans.GMAIL, new TenantId("gone"));

    @TempDir
    Path directory;

    private final FakeGateway gateway = new FakeGateway(3);

    private Road road() throws Exception {
        return new Road(
                directory,
                Plans.plan(Plans.quick(), 1_000),
                gateway,
                new FakeStores(),
                Tempo.hasty(InstantSource.system()));
    }

    @Test
    void dropsALaneThatWasRemovedAndGoesOnWithTheOthers() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(OpenLanes.class);
        log.start();
        logger.addAppender(log);
        try (Road road = road()) {
            for (int i = 1; i <= 10; i++) {
                road.get(SiteLoops.class).mailIn(GONE);
                road.send(Road.ACME, "a" + i + "@gmail.test");
                road.events.await(EventType.DELIVERED, i);
            }
        } finally {
            logger.detachAppender(log);
        }

        assertThat(List.copyOf(log.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    @Test
    void goesOnAfterAFaultOfOurOwn() throws Exception {
        try (Road road = road()) {
            gateway.failTakes(2);

            for (int i = 0; i < 5; i++) {
                road.send(Road.ACME, "a" + i + "@gmail.test");
            }

            road.events.await(EventType.DELIVERED, 5);
        }
    }

    @Test
    void keepsNoConnectionForADeliveryThatNeverBegan() throws Exception {
        try (Road road = road()) {
            road.stores.failChecks(3);
            for (int i = 0; i < 3; i++) {
                road.send(Road.ACME, "a" + i + "@gmail.test");
            }
            road.stores.await(() -> road.stores.checksToFail() == 0);

            road.send(Road.ACME, "b@gmail.test");

            road.events.await(EventType.DELIVERED, 1);
        }
    }

    /** What is done now and then is done though the site is never silent. */
    @Test
    void removesAnEmptyLaneBesideOneThatIsNeverSilent() throws Exception {
        LaneName own = new LaneName(Plans.POOL, Plans.GMAIL, Road.BETA);
        try (Road road = road()) {
            road.get(Lanes.class).part(Plans.POOL, Plans.GMAIL, Road.BETA);
            road.send(Road.BETA, "b@gmail.test");
            road.events.await(EventType.DELIVERED, 1);
            AtomicInteger sent = new AtomicInteger(1);
            Waiting.until("the end of the empty lane", () -> {
                for (int i = 0; i < 5; i++) {
                    road.send(Road.ACME, "a" + i + "@gmail.test");
                    road.events.await(EventType.DELIVERED, sent.incrementAndGet());
                }
                return road.get(QueueAdmin.class).find(own.queue()).isEmpty();
            });
        }
    }
}
