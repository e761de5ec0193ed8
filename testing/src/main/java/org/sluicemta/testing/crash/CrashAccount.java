package org.sluicemta.testing.crash;

import java.util.Set;

/**
 * What a crash run found.
 *
 * @param answered messages answered 250
 * @param missing numbers answered 250 that never arrived; must be empty
 * @param delivered deliveries seen by the sink, duplicates counted
 * @param twice messages delivered more than once
 */
public record CrashAccount(int answered, Set<Integer> missing, int delivered, int twice) {}
