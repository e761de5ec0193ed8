package org.sluicemta.queue.broker;

import org.apache.activemq.artemis.api.core.ICoreMessage;

/** A message that its queue has pushed and that isn't acknowledged yet. */
public interface TakenMessage {
    ICoreMessage message();

    /** Its size in memory, in octets. */
    int octets();
}
