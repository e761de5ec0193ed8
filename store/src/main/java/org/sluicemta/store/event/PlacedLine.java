package org.sluicemta.store.event;

import org.sluicemta.event.EventCursor;

/**
 * An event as its JSON line.
 *
 * @param place where the line begins
 */
public record PlacedLine(EventCursor place, String line) {}
