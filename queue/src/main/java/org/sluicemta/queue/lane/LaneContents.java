package org.sluicemta.queue.lane;

import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.queue.content.ContentStore;

/** Between envelopes and the content they refer to. */
@Singleton
public final class LaneContents {
    private static final Logger LOG = LoggerFactory.getLogger(LaneContents.class);

    private final Optional<ContentStore> store;

    /** @param store empty while envelopes have their content in themselves */
    @Inject
    public LaneContents(Optional<ContentStore> store) {
        this.store = store;
    }

    Optional<ContentStore> store() {
        return store;
    }

    ContentWriting begin() {
        return new ContentWriting(store);
    }

    /** The content that an envelope refers to, which is read on its way to the wire; null when it is in itself. */
    @Nullable
    MessageContent read(ICoreMessage message) {
        HeldContent held = HeldContent.of(message);
        if (held == null) {
            return null;
        }
        ContentStore from = store.orElseThrow(() -> new IllegalArgumentException(
                "its content is in the content store of a server with a broker of its own, which this one is not"));
        from.seen(held.ref(), held.recipients());
        return from.open(held.ref());
    }

    /** A message that was found in a queue or taken from it. */
    void seen(ICoreMessage message) {
        store.ifPresent(known -> {
            try {
                HeldContent held = HeldContent.of(message);
                if (held != null) {
                    known.seen(held.ref(), held.recipients());
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("A message of {} is not in our form: {}", message.getAddress(), e.getMessage());
            }
        });
    }

    /** These have left their queues: what does not go on needs its content no longer. */
    void settled(List<Settled> batch) {
        for (Settled settled : batch) {
            HeldContent held = HeldContent.of(settled.message().message());
            if (held != null) {
                int[] gone = held.recipients();
                for (QueuedMail mail : settled.moved()) {
                    gone = new HeldContent(held.ref(), gone).without(ContentWriting.indexes(mail.mail()));
                }
                store.orElseThrow().release(held.ref(), gone);
            }
        }
    }
}
