/** Tests of the figures. Start with {@link org.sluicemta.store.reputation.RatesContract}. */
@NullMarked
package org.sluicemta.store.reputation;

import org.jspecify.annotations.NullMarked;
