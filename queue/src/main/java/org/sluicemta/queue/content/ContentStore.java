package org.sluicemta.queue.content;

import java.io.IOException;
import org.sluicemta.mail.MessageContent;

/**
 * Keeps the content of messages, once each, for as long as any of a message's recipients is neither delivered nor given
 * up. Envelopes in the queues carry the {@link ContentRef}. A recipient is named by his place in the accepted envelope,
 * which no two envelopes of a message share; so letting go of one twice changes nothing.
 *
 * <p>After a start the store does not know which of its old content is still referred to. It learns it through {@link
 * #seen}, and deletes none of it before {@link #allSeen}.
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

    /** An envelope with these recipients refers to it. To be called for each that is read from a queue. */
    void seen(ContentRef ref, int[] recipients);

    /** Each envelope that was in a queue at the start has been {@link #seen}. */
    void allSeen();

    /** For the registry of metrics. */
    ContentCounts counts();

    /** Everything that was put is on disk, or has failed, when this returns. */
    @Override
    void close() throws IOException;
}
