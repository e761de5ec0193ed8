package org.sluicemta.queue.content;

import java.io.IOException;
import java.util.Collection;
import org.sluicemta.mail.MessageContent;

/**
 * Keeps the content of messages, once each, for as long as any of a message's recipients is neither delivered nor given
 * up. Envelopes in the queues carry the {@link ContentRef}. A recipient is named by his place in the accepted envelope,
 * which no two envelopes of a message share; so letting go of one twice changes nothing.
 *
 * <p>Servers die, and brokers do not always say whether they committed; so there is content of which the store does not know
 * whether it is still referred to. It learns that from looks through all queues: {@link #beginLook}, {@link #seen} for
 * each envelope, {@link #allSeen}. None of it is deleted before.
 */
public interface ContentStore extends AutoCloseable {
    /** Before anything else. @throws IOException when what there is cannot be read */
    void start() throws IOException;

    /**
     * Writes content for these recipients. It can be read at once; it survives a crash when {@link #awaitDurable} has
     * returned. A caller that does not queue the message must release it.
     *
     * @throws NoContentRoomException when the disk is full; nothing of the content stays on it
     */
    ContentRef put(MessageContent content, int[] recipients) throws IOException;

    /**
     * Returns when the content is on disk. Those who wait together share one flush.
     *
     * @throws IOException when it could not be written, or not in time
     */
    void awaitDurable(ContentRef ref) throws IOException;

    /**
     * The content; nothing is read yet. Any number of readers at a time. Reading throws {@link
     * UnreadableContentException} and never gives octets that were not written.
     */
    StoredContent open(ContentRef ref);

    /** These recipients need it no longer. To be called after what says so has been committed. */
    void release(ContentRef ref, int[] recipients);

    /**
     * Envelopes that refer to these are about to be committed to another queue.
     *
     * @throws IOException when that cannot be written down; then they must not be committed
     */
    void resend(Collection<ContentRef> refs) throws IOException;

    /** Nobody knows whether an envelope with these recipients was committed. */
    void doubt(ContentRef ref, int[] recipients);

    /** Whether it is of use to call {@link #seen}. Cheap: asked for each message that is taken. */
    boolean wantsToSee();

    /** An envelope with these recipients refers to it. */
    void seen(ContentRef ref, int[] recipients);

    /** A server has taken an envelope that refers to it, of recipients that nobody told us. */
    void held(ContentRef ref);

    /**
     * Whether all queues are to be looked through now, each envelope to be {@link #seen}. Asked every few seconds. A look
     * that could not go through all of them is begun again.
     */
    boolean beginLook() throws IOException;

    /** Each envelope that was in a queue when the look began has been {@link #seen}, or left its queue and was settled. */
    void allSeen() throws IOException;

    /** For the registry of metrics. */
    ContentCounts counts();

    /** Everything that was put is on disk, or has failed, when this returns. */
    @Override
    void close() throws IOException;
}
