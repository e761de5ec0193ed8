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
     * Writes content for these recipients. It can be read at once, and survives a crash once {@link #awaitDurable} has
     * returned. A caller that doesn't queue the message must release it.
     *
     * @throws NoContentRoomException if the disk is full; nothing of the content stays on it
     */
    ContentRef put(MessageContent content, int[] recipients) throws IOException;

    /**
     * Returns when the content is on disk. Callers that wait at the same time share one flush.
     *
     * @throws IOException if it couldn't be written, or not in time
     */
    void awaitDurable(ContentRef ref) throws IOException;

    /**
     * The content, without reading anything yet. There may be any number of readers at a time. Reading throws {@link
     * UnreadableContentException} rather than return octets that were not written.
     */
    StoredContent open(ContentRef ref);

    /** These recipients no longer need it. Call after their outcome has been committed. */
    void release(ContentRef ref, int[] recipients);

    /**
     * Envelopes that refer to these are about to be committed to another queue.
     *
     * @throws IOException if that can't be recorded; they must then not be committed
     */
    void resend(Collection<ContentRef> refs) throws IOException;

    /** It is unknown whether an envelope with these recipients was committed. */
    void doubt(ContentRef ref, int[] recipients);

    /** Whether it is useful to call {@link #seen}. Cheap, because it is called for each message that is taken. */
    boolean wantsToSee();

    /** An envelope with these recipients refers to it. */
    void seen(ContentRef ref, int[] recipients);

    /** A server has taken an envelope that refers to it, for unknown recipients. */
    void held(ContentRef ref);

    /**
     * Whether all queues should be scanned now, with {@link #seen} for each envelope. Called every few seconds. A scan
     * that couldn't go through all of them is begun again.
     */
    boolean beginLook() throws IOException;

    /**
     * Each envelope that was in a queue when the scan began has been {@link #seen}, or has left its queue and was
     * settled.
     */
    void allSeen() throws IOException;

    /** For the registry of metrics. */
    ContentCounts counts();

    /** When this returns, everything is on disk or has failed. */
    @Override
    void close() throws IOException;
}
