/**
 * StreamSuspensions a tenant's marketing stream when too much of his mail bounces or is complained about. Start with
 * {@link org.sluicemta.delivery.guard.ReputationGuard}; the figures come from {@link org.sluicemta.reputation.Rates}, the holding is a pause
 * of the tenant's lanes in the stream's pool, and a person ends it.
 */
@NullMarked
package org.sluicemta.delivery.guard;

import org.jspecify.annotations.NullMarked;
