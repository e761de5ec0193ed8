/**
 * How much of the mail bounces hard or is complained about: counts per tenant, stream, source and site over a sliding
 * window. {@link org.sluicemta.rate.Rates} follows the journal of events; counts and the place in the journal are saved in
 * one transaction, so that after a restart every event has counted exactly once. What the guard has held is kept by
 * {@link org.sluicemta.rate.Holds}.
 */
@NullMarked
package org.sluicemta.rate;

import org.jspecify.annotations.NullMarked;
