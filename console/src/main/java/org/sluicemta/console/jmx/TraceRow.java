package org.sluicemta.console.jmx;

import java.util.List;

/**
 * What happened to a message.
 *
 * @param events JSON lines, the oldest first
 * @param cut whether there are more events than these
 */
public record TraceRow(String messageId, List<String> events, boolean cut) {
    public TraceRow {
        events = List.copyOf(events);
    }
}
