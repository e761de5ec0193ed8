package org.sluicemta.store.suppression;

import java.security.SecureRandom;

/**
 * 64-bit hashes of targets for the filters. The key is random in every process, so that nobody can construct addresses
 * that all pass the filter. Never stored.
 */
final class TargetHash {
    private static final long ODD = 0x9E3779B97F4A7C15L;
    private static final long FIRST = 0xBF58476D1CE4E5B9L;
    private static final long SECOND = 0x94D049BB133111EBL;

    private final long key;

    TargetHash(SecureRandom random) {
        this.key = random.nextLong();
    }

    long of(String target) {
        long hash = key ^ target.length() * ODD;
        for (int i = 0; i < target.length(); i++) {
            hash = (hash ^ target.charAt(i)) * FIRST;
            hash ^= hash >>> 29;
        }
        return mix(hash);
    }

    /** A second hash that is sufficiently independent of the first. */
    static long again(long hash) {
        return mix(hash + ODD);
    }

    /** The finaliser of the SplitMix64 generator: every bit of the input changes half of the output's. */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * FIRST;
        z = (z ^ z >>> 27) * SECOND;
        return z ^ z >>> 31;
    }
}
