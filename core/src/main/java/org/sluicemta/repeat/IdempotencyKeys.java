package org.sluicemta.repeat;

import java.util.Optional;
import org.sluicemta.handoff.HandOffException;
import org.sluicemta.mail.MessageId;
import org.sluicemta.tenant.TenantId;

/** Ensures that messages with the same key are sent once. Blocks. Thread-safe. */
public interface IdempotencyKeys {
    /**
     * Commits the message unless this tenant committed one with the same key within the last 24 hours. When this
     * returns, the key is as durable as the message. When it throws, the key is free again.
     *
     * @param key any length; messages with equal keys are the same
     * @param id id of the message to commit
     * @return id of the first message, which is this one if it was committed now; empty while the first is still in
     *     progress, and the client should retry
     * @throws HandOffException when nothing was committed, or the key could not be recorded
     */
    Optional<MessageId> once(TenantId tenant, String key, MessageId id, Commit commit) throws HandOffException;

    /** Id of the first message with this tenant's key within the last 24 hours. */
    Optional<MessageId> find(TenantId tenant, String key);

    /** Hands the message over, all or nothing. */
    @FunctionalInterface
    interface Commit {
        void run() throws HandOffException;
    }
}
