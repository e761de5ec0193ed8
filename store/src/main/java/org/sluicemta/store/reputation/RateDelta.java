package org.sluicemta.store.reputation;

import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKey;

/** A key's bucket and the counts to add to it. */
record RateDelta(RateKey key, long begins, RateCounts counts) {}
