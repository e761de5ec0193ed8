package org.sluicemta.routes.split;

import org.sluicemta.handoff.FinishedEnvelope;

/**
 * A message that has been through a route.
 *
 * @param route the route and its file
 */
record Routed(FinishedEnvelope envelope, String route, Placements.Result result) {}
