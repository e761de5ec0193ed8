package org.sluicemta.repeat;

import java.util.Optional;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.mail.MessageId;
import org.sluicemta.tenant.TenantId;

/** Sees to it that what carries the same key is sent once. Blocks; thread-safe. */
public interface IdempotencyKeys {
    /**
     * Commits the message unless one with this key of this tenant was committed within the last 24 hours. When this returns, the key is as durable as the message; when it throws, the key is free.
     *
     * @param key what makes the message the same as another: of any length
     * @param id of the message that would be committed
     * @return the id of the first message: this one's when it was committed now; empty while the first is under way, when
     *     the client should try again
     * @throws HandOffException when nothing was committed, or the key could not be recorded
     */
    Optional<MessageId> once(TenantId tenant, String key, MessageId id, Commit commit) throws HandOffException;

    /** The id of the first message with this key of this tenant within the last 24 hours. */
    Optional<MessageId> find(TenantId tenant, String key);

    /** Hands the message over, all or nothing. */
    @FunctionalInterface
    interface Commit {
        void run() throws HandOffException;
    }
}
