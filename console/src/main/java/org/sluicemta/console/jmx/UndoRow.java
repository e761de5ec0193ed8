package org.sluicemta.console.jmx;

/** What undoing did: entries removed, and how many of these were replaced by the entry that was there before. */
public record UndoRow(long removed, long restored) {}
