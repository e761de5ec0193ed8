package org.sluicemta.store.reputation;

import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKey;

/** A bucket of a key and what is to be added to it. */
record RateDelta(RateKey key, long begins, RateCounts counts) {}
