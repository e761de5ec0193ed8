package org.sluicemta.store.suppression;

/**
 * What undoing did.
 *
 * @param removed entries taken out
 * @param restored of those, how many gave their place back to what they had replaced
 */
public record UndoReport(long removed, long restored) {}
