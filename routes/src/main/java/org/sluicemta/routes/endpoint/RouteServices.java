package org.sluicemta.routes.endpoint;

import java.util.function.Function;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.SiteId;
import org.sluicemta.event.EventReader;
import org.sluicemta.handoff.Outbox;

/**
 * What endpoints work with once they run.
 *
 * @param sites the site of a domain in lower case; never blocks
 * @param events the journal, to be read
 * @param cursors how far routes have read it
 * @param missed told where routes came too late for events
 * @param outbox where {@code sluice:mail} puts its mail
 */
public record RouteServices(
        EgressPlans plans,
        Function<String, SiteId> sites,
        EventReader events,
        EventCursors cursors,
        MissedEvents missed,
        Outbox outbox) {}
