package org.sluicemta.store.event;

import java.util.List;
import org.sluicemta.event.EventCursor;

/**
 * Events read, with their places.
 *
 * @param next the place after them
 * @param gap whether events between the place asked for and these may have been deleted
 */
public record PlacedPage(List<PlacedLine> lines, EventCursor next, boolean gap) {
    public PlacedPage {
        lines = List.copyOf(lines);
    }
}
