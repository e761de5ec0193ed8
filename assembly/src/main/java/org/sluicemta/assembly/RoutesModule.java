package org.sluicemta.assembly;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import java.io.IOException;
import java.time.InstantSource;
import javax.inject.Singleton;
import org.sluicemta.bounce.BounceLimits;
import org.sluicemta.bounce.BounceProcessor;
import org.sluicemta.delivery.engine.QueueEngine;
import org.sluicemta.delivery.site.EgressLimits;
import org.sluicemta.delivery.site.LaneOperations;
import org.sluicemta.handoff.Placing;
import org.sluicemta.phrase.CurrentPhraseBook;
import org.sluicemta.queue.broker.Broker;
import org.sluicemta.queue.broker.BrokerTuning;
import org.sluicemta.queue.broker.EmbeddedBroker;
import org.sluicemta.queue.broker.ExternalBroker;
import org.sluicemta.queue.broker.StorageFault;
import org.sluicemta.queue.content.ContentStore;
import org.sluicemta.queue.content.ContentTuning;
import org.sluicemta.queue.content.FileContentStore;
import org.sluicemta.queue.content.TableContentStore;
import org.sluicemta.queue.content.TableTuning;
import org.sluicemta.queue.lane.LaneContents;
import org.sluicemta.queue.lane.LaneControl;
import org.sluicemta.queue.lane.LaneDirectory;
import org.sluicemta.queue.lane.LanePlacing;
import org.sluicemta.queue.lane.LaneReader;
import org.sluicemta.queue.lane.SiteLookup;
import org.sluicemta.response.ResponseTable;
import org.sluicemta.routes.engine.RouteModule;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.store.content.DatabaseContentTable;
import org.sluicemta.store.database.Database;

/** The broker, the lanes and the routes between them. */
final class RoutesModule extends AbstractModule {
    /** Directory of content below the data directory. */
    static final String CONTENT = "content";

    private final ServerSettings settings;

    RoutesModule(ServerSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void configure() {
        bind(EgressLimits.class).toInstance(EgressLimits.DEFAULTS);
        bind(BrokerTuning.class).toInstance(BrokerTuning.DEFAULTS);
        bind(Broker.class)
                .to(settings.broker().url().isPresent() ? ExternalBroker.class : EmbeddedBroker.class)
                .in(Scopes.SINGLETON);
        bind(StorageFault.class).to(HaltOnStorageFault.class);
        install(new RouteModule());
        bind(Placing.class).to(LanePlacing.class).in(Scopes.SINGLETON);
        bind(LaneDirectory.class).to(LaneOperations.class);
        bind(LaneControl.class).to(LaneOperations.class);
        bind(SiteLookup.class).to(ResolvedSites.class).in(Scopes.SINGLETON);
    }

    @Provides
    @Singleton
    LaneReader laneReader(LaneContents contents) {
        return new LaneReader(QueueEngine.spool(settings), contents);
    }

    @Provides
    @Singleton
    ContentStore contentStore(Database database, InstantSource clock) throws IOException {
        return switch (settings.broker().content()) {
            case FILES ->
                new FileContentStore(settings.dataDirectory().resolve(CONTENT), ContentTuning.DEFAULTS, clock);
            case DATABASE -> new TableContentStore(new DatabaseContentTable(database), TableTuning.DEFAULTS, clock);
        };
    }

    @Provides
    @Singleton
    BounceProcessor bounceProcessor(ResponseTable responses, CurrentPhraseBook phrases) {
        return new BounceProcessor(BounceLimits.defaults(), responses, phrases);
    }
}
