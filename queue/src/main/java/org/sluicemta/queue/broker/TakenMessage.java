package org.sluicemta.queue.broker;

import org.apache.activemq.artemis.api.core.ICoreMessage;

/** A message that was pushed out of its queue and is not acknowledged yet. */
public interface TakenMessage {
    ICoreMessage message();

    /** What it takes in memory, in octets. */
    int octets();
}
