package org.sluicemta.console.jmx;

/** What undoing did: entries removed, and how many of those gave their place back to what they had replaced. */
public record UndoRow(long removed, long restored) {}
