package org.sluicemta.routes.endpoint;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.sluicemta.event.EventType;

/** {@code sluice:events}: events in order, each at least once, continuing where the route left off. */
public final class EventsEndpoint extends SluiceEndpoint {
    private final SluiceComponent component;
    private final Set<EventType> types;
    private final String cursor;
    private final From from;
    private final int batch;

    /** Where a new cursor begins. */
    enum From {
        NOW,
        OLDEST
    }

    EventsEndpoint(String uri, SluiceComponent component, List<EventType> types, String cursor, From from, int batch) {
        super(uri, "events", component);
        this.component = component;
        this.types = types.isEmpty() ? EnumSet.allOf(EventType.class) : EnumSet.copyOf(types);
        this.cursor = cursor;
        this.from = from;
        this.batch = batch;
    }

    @Override
    public boolean isBeginning() {
        return true;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new EventsConsumer(this, processor);
    }

    /** Name of its position in the events, unique among routes. */
    public String cursor() {
        return cursor;
    }

    RouteServices services() {
        return component.services();
    }

    Set<EventType> types() {
        return types;
    }

    From from() {
        return from;
    }

    /** Events in one exchange, at most. */
    int batch() {
        return batch;
    }
}
