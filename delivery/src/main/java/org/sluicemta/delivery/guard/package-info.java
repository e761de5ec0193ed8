/**
 * Holds a tenant's marketing stream when too much of its mail bounces or draws complaints. Holding pauses the tenant's
 * lanes in the stream's pool; only a person resumes them. The figures come from {@link
 * org.sluicemta.reputation.FailureRates}. Start with {@link org.sluicemta.delivery.guard.ReputationGuard}.
 */
@NullMarked
package org.sluicemta.delivery.guard;

import org.jspecify.annotations.NullMarked;
