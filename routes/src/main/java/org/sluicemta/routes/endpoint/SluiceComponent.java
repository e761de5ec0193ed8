package org.sluicemta.routes.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.PoolId;
import org.sluicemta.event.EventType;
import org.sluicemta.mail.EmailAddress;

/**
 * The component {@code sluice:}. Its endpoints read their options at once, so a wrong one is found without starting.
 */
public final class SluiceComponent extends DefaultComponent {
    public static final String SCHEME = "sluice";

    private static final int LARGEST_BATCH = 1_000;

    private final EgressPlan plan;
    private final Supplier<RouteServices> services;
    private volatile @Nullable RouteServices running;

    /**
     * @param plan whose pools routes may name
     * @param services called when a route has work to do
     */
    public SluiceComponent(EgressPlan plan, Supplier<RouteServices> services) {
        this.plan = plan;
        this.services = services;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        Options options = new Options(SCHEME + ":" + name, parameters);
        Endpoint endpoint = switch (name) {
            case "accepted" -> accepted(uri, options);
            case "pool" -> pool(uri, options);
            case "discard" -> new DiscardEndpoint(uri, this);
            case "events" -> events(uri, options);
            case "returned" -> new ReturnedEndpoint(uri, this);
            case "mail" -> new MailEndpoint(uri, this);
            default ->
                throw new IllegalArgumentException("there is no endpoint sluice:" + name
                        + "; there are sluice:accepted, discard, events, mail, pool and returned");
        };
        options.end();
        return endpoint;
    }

    private AcceptedEndpoint accepted(String uri, Options options) {
        AcceptedEndpoint.Each each = options.word("each", AcceptedEndpoint.Each.DOMAIN, AcceptedEndpoint.Each.class);
        List<String> fields = options.list("fields", SluiceComponent::field);
        return new AcceptedEndpoint(uri, this, each, new TreeSet<>(fields));
    }

    private static String field(String name) {
        // RFC 5322 section 2.2: printable characters except the colon.
        if (!name.matches("[!-9;-~]+") || MailHeaders.isOurs(name)) {
            throw new IllegalArgumentException("must be names of header fields of a message");
        }
        return name;
    }

    private PoolEndpoint pool(String uri, Options options) {
        Optional<PoolId> pool = options.text("name").map(name -> options.read("name", name, this::pool));
        List<EmailAddress> copyTo = options.list("copyTo", EmailAddress::parse);
        return new PoolEndpoint(uri, this, pool, copyTo);
    }

    private PoolId pool(String name) {
        PoolId id = new PoolId(name);
        if (plan.pool(id).isEmpty()) {
            throw new IllegalArgumentException("must be a pool of egress.xml, which has "
                    + String.join(
                            ", ",
                            new TreeSet<>(plan.pools().keySet().stream()
                                    .map(PoolId::value)
                                    .toList())));
        }
        return id;
    }

    private EventsEndpoint events(String uri, Options options) {
        List<EventType> types = options.list("types", SluiceComponent::eventType);
        String cursor = options.text("cursor")
                .orElseThrow(() -> options.wrong("cursor", "must name where the route keeps its place", ""));
        if (!EventCursors.isName(cursor)) {
            throw options.wrong("cursor", "must be of letters, digits and hyphens, 64 at most", cursor);
        }
        EventsEndpoint.From from = options.word("from", EventsEndpoint.From.NOW, EventsEndpoint.From.class);
        int batch = options.number("batch", 1, LARGEST_BATCH);
        return new EventsEndpoint(uri, this, types, cursor, from, batch);
    }

    private static EventType eventType(String label) {
        for (EventType type : EventType.values()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException("must be types of events, parted by commas (docs/reference/events.md)");
    }

    /** Only for running endpoints; routes that are being checked have none. */
    RouteServices services() {
        RouteServices known = running;
        if (known == null) {
            known = services.get();
            running = known;
        }
        return known;
    }
}
