package org.sluicemta.console.jmx;

import java.util.List;

/**
 * A page of messages.
 *
 * @param next what to ask for to get the next page; empty when this is the last
 */
public record TraceRows(List<TraceRow> messages, String next) {
    public TraceRows {
        messages = List.copyOf(messages);
    }
}
