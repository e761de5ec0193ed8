package org.sluicemta.console.operation;

import java.util.List;
import org.sluicemta.mail.MessageId;

/**
 * What happened to a message.
 *
 * @param events JSON lines, the oldest first
 * @param cut whether there are more events than these
 */
public record MessageTrace(MessageId id, List<String> events, boolean cut) {
    public MessageTrace {
        events = List.copyOf(events);
    }
}
