package org.sluicemta.queue.lane;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sluicemta.handoff.ReturnedMail;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.queue.content.ContentRef;
import org.sluicemta.queue.content.ContentStore;

/** The content of what one transaction sends: written before the envelopes are committed. Used by one thread. */
final class ContentWriting {
    private final ContentStore store;
    private final List<Written> written = new ArrayList<>();
    private final Map<QueuedMail, ContentRef> refs = new IdentityHashMap<>();
    private boolean durable;

    private record Written(ContentRef ref, int[] recipients) {}

    ContentWriting(ContentStore store) {
        this.store = store;
    }

    /**
     * Writes each content once, even if several of these share it. A recipient whom a route gave the same content twice
     * has it twice, because a recipient holds content once.
     */
    void put(List<QueuedMail> mails) throws IOException {
        Map<MessageContent, List<Sharing>> byContent = new IdentityHashMap<>();
        for (QueuedMail mail : mails) {
            List<Sharing> sharing = byContent.computeIfAbsent(mail.mail().content(), key -> new ArrayList<>());
            if (sharing.stream().noneMatch(one -> one.add(mail))) {
                Sharing another = new Sharing();
                another.add(mail);
                sharing.add(another);
            }
        }
        for (Map.Entry<MessageContent, List<Sharing>> each : byContent.entrySet()) {
            for (Sharing sharing : each.getValue()) {
                ContentRef ref = put(each.getKey(), sharing.recipients.stream().toArray());
                sharing.mails.forEach(mail -> refs.put(mail, ref));
            }
        }
    }

    /** Mail with the same content and no recipient in common. */
    private static final class Sharing {
        private final BitSet recipients = new BitSet();
        private final List<QueuedMail> mails = new ArrayList<>();

        /** False when it has a recipient that is in it already. */
        boolean add(QueuedMail mail) {
            int[] indexes = indexes(mail.mail());
            for (int index : indexes) {
                if (recipients.get(index)) {
                    return false;
                }
            }
            for (int index : indexes) {
                recipients.set(index);
            }
            mails.add(mail);
            return true;
        }
    }

    static int[] indexes(OutboundMessage mail) {
        return mail.recipients().stream()
                .mapToInt(recipient -> recipient.index())
                .toArray();
    }

    /** The content that was put for it. */
    ContentRef ref(QueuedMail mail) {
        return Objects.requireNonNull(refs.get(mail));
    }

    /** The same for returned mail. */
    ContentRef put(ReturnedMail mail) throws IOException {
        return put(mail.content(), HeldContent.RETURNED);
    }

    private ContentRef put(MessageContent content, int[] recipients) throws IOException {
        ContentRef ref = store.put(content, recipients);
        written.add(new Written(ref, recipients));
        return ref;
    }

    /** To be called before the commit: from here on the envelopes may be in their queues, whatever fails. */
    void awaitDurable() throws IOException {
        for (Written one : written) {
            store.awaitDurable(one.ref());
        }
        durable = true;
    }

    /** The transaction failed. When that was in the commit, nobody knows whether the broker has the envelopes. */
    void failed() {
        for (Written one : written) {
            if (durable) {
                store.doubt(one.ref(), one.recipients());
            } else {
                store.release(one.ref(), one.recipients());
            }
        }
    }
}
