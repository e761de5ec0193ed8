/**
 * The queues as one thing to start, stop and ask: {@link org.sluicemta.routes.engine.QueueEngine}. Start reading here, then
 * go to {@link org.sluicemta.routes.egress.CamelHandOff} for the way in and to {@code SiteScheduler} for the way out.
 */
@NullMarked
package org.sluicemta.routes.engine;

import org.jspecify.annotations.NullMarked;
