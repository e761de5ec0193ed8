package org.sluicemta.routes.engine;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import javax.inject.Singleton;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.event.EventReader;
import org.sluicemta.handoff.HandOff;
import org.sluicemta.handoff.Outbox;
import org.sluicemta.queue.lane.Sites;
import org.sluicemta.routes.endpoint.EventCursors;
import org.sluicemta.routes.endpoint.MissedEvents;
import org.sluicemta.routes.endpoint.RouteServices;
import org.sluicemta.routes.split.RoutedHandOff;
import org.sluicemta.settings.ServerSettings;

/** Sends what chains hand over through the route files. Nothing outside this module needs to name Camel. */
public final class RouteModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(HandOff.class).to(RoutedHandOff.class).in(Scopes.SINGLETON);
    }

    @Provides
    @Singleton
    MissedEvents missedEvents() {
        return new MissedEvents();
    }

    @Provides
    @Singleton
    RouteServices services(
            EgressPlans plans,
            Sites sites,
            ServerSettings settings,
            EventReader events,
            MissedEvents missed,
            Outbox outbox) {
        return new RouteServices(
                plans,
                sites::of,
                events,
                new EventCursors(settings.dataDirectory().resolve("cursors")),
                missed,
                outbox);
    }
}
