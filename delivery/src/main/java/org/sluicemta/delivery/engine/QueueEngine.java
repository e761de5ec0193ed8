package org.sluicemta.delivery.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.delivery.drain.QueueConsumers;
import org.sluicemta.delivery.site.SiteLoops;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.queue.broker.Broker;
import org.sluicemta.queue.broker.BrokerException;
import org.sluicemta.queue.broker.Connections;
import org.sluicemta.queue.broker.QueueAdmin;
import org.sluicemta.queue.broker.QueueCensus;
import org.sluicemta.queue.broker.QueueFacts;
import org.sluicemta.queue.broker.QueueReaper;
import org.sluicemta.queue.broker.SoleUse;
import org.sluicemta.queue.content.ContentStore;
import org.sluicemta.queue.lane.ContentSurvey;
import org.sluicemta.queue.lane.Pauses;
import org.sluicemta.settings.ContentPlace;
import org.sluicemta.settings.ServerSettings;

/**
 * Everything between the chain and the gateway, started and stopped together. It starts before SMTP, and stops after
 * SMTP and before the gateway.
 */
@Singleton
public final class QueueEngine {
    private static final Logger LOG = LoggerFactory.getLogger(QueueEngine.class);

    private final ServerSettings settings;
    private final Broker broker;
    private final Connections connections;
    private final QueueAdmin admin;
    private final Pauses pauses;
    private final QueueConsumers consumers;
    private final SiteLoops schedulers;
    private final QueueReaper reaper;
    private final QueueCensus census;
    private final ContentStore contents;
    private final ContentSurvey survey;
    private final SoleUse soleUse;
    private volatile boolean started;

    @Inject
    public QueueEngine(
            ServerSettings settings,
            Broker broker,
            Connections connections,
            QueueAdmin admin,
            Pauses pauses,
            QueueConsumers consumers,
            SiteLoops schedulers,
            QueueReaper reaper,
            QueueCensus census,
            ContentStore contents,
            ContentSurvey survey,
            SoleUse soleUse) {
        this.settings = settings;
        this.broker = broker;
        this.connections = connections;
        this.admin = admin;
        this.pauses = pauses;
        this.consumers = consumers;
        this.schedulers = schedulers;
        this.reaper = reaper;
        this.census = census;
        this.contents = contents;
        this.survey = survey;
        this.soleUse = soleUse;
    }

    /** Where large content is stored while it is being delivered. Bind the lane reader to it. */
    public static Path spool(ServerSettings settings) {
        return settings.dataDirectory().resolve("spool");
    }

    /**
     * Returns when mail can be handed off and queued mail is being delivered.
     *
     * @throws Exception that says what could not be started; anything already started is stopped again
     */
    public void start() throws Exception {
        emptySpool();
        survey.watch(broker);
        broker.start();
        try {
            boolean ownFiles = settings.broker().content() == ContentPlace.FILES;
            if (broker.isShared() && ownFiles) {
                soleUse.require();
            }
            contents.start();
            pauses.load();
            consumers.start();
            schedulers.start();
            reaper.watch(census, ownFiles || !broker.isShared());
            census.onCount(queues -> broker.sizePages(withMail(queues)));
            census.start();
            survey.start();
            started = true;
        } catch (Exception e) {
            stop();
            throw e;
        }
    }

    private static int withMail(List<QueueFacts> queues) {
        return (int) queues.stream().filter(queue -> queue.depth() > 0).count();
    }

    /** Left behind by a crash; the broker still has the messages. */
    private void emptySpool() throws IOException {
        Path spool = spool(settings);
        OwnerOnly.makeDirectory(spool);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(spool)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Stops consuming, lets deliveries in flight finish within the drain bound, writes their acknowledgements and
     * closes.
     */
    public void stop() {
        census.stop();
        try {
            schedulers.stop(settings.drainBound());
            consumers.stop();
            survey.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while waiting for deliveries; those in flight will be retried after restart");
        }
        started = false;
        admin.close();
        connections.close();
        closeContents();
        try {
            broker.stop();
        } catch (BrokerException e) {
            LOG.error("{}", e.getMessage(), e);
        }
    }

    private void closeContents() {
        try {
            contents.close();
        } catch (IOException e) {
            LOG.error("{}", e.getMessage(), e);
        }
    }

    /** Whether accepted mail can be made durable at the moment. Used for readiness. */
    public boolean isReady() {
        return started && broker.canWrite();
    }
}
