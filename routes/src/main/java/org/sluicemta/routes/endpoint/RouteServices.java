package org.sluicemta.routes.endpoint;

import java.util.function.Function;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.egress.SiteId;
import org.sluicemta.event.EventReader;
import org.sluicemta.handoff.Outbox;

/**
 * What running endpoints need.
 *
 * @param sites the site of a domain in lower case; never blocks
 * @param events reads the journal
 * @param cursors how far routes have read it
 * @param missed counts where routes read events too late
 * @param outbox takes the mail of {@code sluice:mail}
 */
public record RouteServices(
        EgressPlans plans,
        Function<String, SiteId> sites,
        EventReader events,
        EventCursors cursors,
        MissedEvents missed,
        Outbox outbox) {}
