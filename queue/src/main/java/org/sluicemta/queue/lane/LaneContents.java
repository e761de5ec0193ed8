package org.sluicemta.queue.lane;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.queue.content.ContentRef;
import org.sluicemta.queue.content.ContentStore;

/** Connects envelopes with the content they refer to. */
@Singleton
public final class LaneContents {
    private static final Logger LOG = LoggerFactory.getLogger(LaneContents.class);

    private final ContentStore store;

    @Inject
    public LaneContents(ContentStore store) {
        this.store = store;
    }

    ContentStore store() {
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
        store.seen(held.ref(), held.recipients());
        return store.open(held.ref());
    }

    /** A message that was found in a queue or is on its way from one. */
    void seen(ICoreMessage message) {
        try {
            HeldContent held = HeldContent.of(message);
            if (held != null) {
                store.seen(held.ref(), held.recipients());
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("Cannot decode a message in {}: {}", message.getAddress(), e.getMessage());
        }
    }

    /** A message, with this reference to its content, that some server has taken. */
    void held(String ref) {
        try {
            store.held(ContentRef.parse(ref));
        } catch (IllegalArgumentException e) {
            LOG.warn("A message that is being delivered is not in our form: {}", e.getMessage());
        }
    }

    /** Call this before these leave their queues. Mail that is forwarded keeps its content. */
    void sending(List<Settled> batch) throws IOException {
        Set<ContentRef> refs = new LinkedHashSet<>();
        for (Settled settled : batch) {
            HeldContent held = HeldContent.of(settled.message().message());
            if (held != null && !settled.moved().isEmpty()) {
                store.seen(held.ref(), held.recipients());
                refs.add(held.ref());
            }
        }
        if (!refs.isEmpty()) {
            store.resend(refs);
        }
    }

    /** These have left their queues. The content of mail that isn't forwarded is no longer needed. */
    void settled(List<Settled> batch) {
        for (Settled settled : batch) {
            HeldContent held = HeldContent.of(settled.message().message());
            if (held != null) {
                int[] gone = held.recipients();
                for (QueuedMail mail : settled.moved()) {
                    gone = new HeldContent(held.ref(), gone).without(ContentWriting.indexes(mail.mail()));
                }
                store.release(held.ref(), gone);
            }
        }
    }
}
