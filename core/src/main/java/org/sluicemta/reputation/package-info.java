/**
 * How much of the mail bounces hard or is complained about, per tenant, stream, source and site over a sliding window
 * ({@link org.sluicemta.reputation.FailureRates}), and which streams are held because of it ({@link
 * org.sluicemta.reputation.StreamSuspensions}). Start with {@code FailureRates}.
 */
@NullMarked
package org.sluicemta.reputation;

import org.jspecify.annotations.NullMarked;
