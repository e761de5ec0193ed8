/** Tests of the figures. Start with {@link org.sluicemta.rate.RatesContract}. */
@NullMarked
package org.sluicemta.rate;

import org.jspecify.annotations.NullMarked;
