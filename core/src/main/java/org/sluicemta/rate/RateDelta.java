package org.sluicemta.rate;

/** A bucket of a key and what is to be added to it. */
record RateDelta(RateKey key, long begins, RateCounts counts) {}
