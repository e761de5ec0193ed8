/**
 * How much mail hard-bounces or draws complaints, per tenant, stream, source and site over a sliding window ({@link
 * org.sluicemta.reputation.FailureRates}), and which streams are held because of it ({@link
 * org.sluicemta.reputation.StreamSuspensions}). Start with {@code FailureRates}.
 */
@NullMarked
package org.sluicemta.reputation;

import org.jspecify.annotations.NullMarked;
