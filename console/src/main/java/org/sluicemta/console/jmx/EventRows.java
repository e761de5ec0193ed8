package org.sluicemta.console.jmx;

import java.util.List;

/**
 * A page of events.
 *
 * @param events JSON lines
 * @param next what to ask for to get the next page; empty when this is the last
 * @param gap whether events before these have been deleted by age
 */
public record EventRows(List<String> events, String next, boolean gap) {
    public EventRows {
        events = List.copyOf(events);
    }
}
