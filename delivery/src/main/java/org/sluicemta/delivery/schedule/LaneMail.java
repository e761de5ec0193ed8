package org.sluicemta.delivery.schedule;

import org.sluicemta.queue.broker.TakenMessage;
import org.sluicemta.queue.lane.TakenMail;

/** A taken message with what is needed to acknowledge it: the broker's message and the feed it came by. */
record LaneMail(TakenMessage message, TakenMail taken, LaneFeed feed) {
    /** Bytes of memory it holds while in flight. Large content lies in a file. */
    long weight() {
        return message.message().isLargeMessage() ? 0 : taken.mail().content().size();
    }

    /** Bytes of disk it holds while in flight. */
    long spooled() {
        return message.message().isLargeMessage() ? taken.mail().content().size() : 0;
    }

    /** The same delivery, should the broker hand the message out again. */
    DeliveryKey key() {
        return new DeliveryKey(
                taken.mail().id().value(),
                taken.mail().recipients().getFirst().index(),
                taken.mail().attempt());
    }

    record DeliveryKey(long id, int recipient, int attempt) {}
}
