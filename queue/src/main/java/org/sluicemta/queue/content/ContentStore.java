package org.sluicemta.queue.content;

import java.io.IOException;
import java.util.Collection;
import org.sluicemta.mail.MessageContent;

/**
 * Keeps each message's content once, until every recipient is delivered or given up. Envelopes in the queues carry the
 * {@link ContentRef}. A recipient is identified by its index in the accepted envelope, which no two envelopes of a
 * message share. So releasing one twice changes nothing.
 *
 * <p>Servers crash, and brokers don't always say whether they committed. So the store may not know whether some content
 * is still referred to. It finds out by scanning all queues: {@link #beginLook}, {@link #seen} for each envelope,
 * {@link #allSeen}. None of it is deleted before.
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
