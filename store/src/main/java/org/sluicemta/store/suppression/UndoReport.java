package org.sluicemta.store.suppression;

/**
 * What undoing did.
 *
 * @param removed entries removed
 * @param restored how many of these were replaced by the entry that was there before
 */
public record UndoReport(long removed, long restored) {}
