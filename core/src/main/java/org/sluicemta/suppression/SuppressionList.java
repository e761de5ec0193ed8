package org.sluicemta.suppression;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/** The suppression list. Writes are durable when the call returns, and later checks see them. Thread-safe. */
public interface SuppressionList extends SuppressionCheck {
    /** Adds an entry or replaces the one with the same target and scope. The target is normalised. */
    void add(Suppression entry);

    /** Removes an entry; false when there was none. */
    boolean remove(String target, SuppressionScope scope, String by);

    /** The entries for a target, in all scopes. */
    List<Suppression> find(String target);

    /**
     * A page of entries in order of target.
     *
     * @param tenant only entries of this tenant and its streams, or null for all
     * @param after target to continue after, or null for the first page
     * @param limit 1 to 10,000
     */
    List<Suppression> list(@Nullable TenantId tenant, @Nullable String after, int limit);

    /** Passes every entry in order of target, without loading all of them. */
    void forEach(Consumer<Suppression> consumer);

    /** Number of entries. */
    long size();

    /**
     * Counts a failed message. When the recipient's count reaches the limit, suppresses it and returns true. A message
     * counts once, and no longer counts as delivered.
     */
    Optional<Suppression> softFailure(
            EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message, int limit, String evidence);

    /**
     * Records that the recipient's domain could not be reached. Suppresses with the entry, and returns true, when that
     * has lasted the whole period as far as this tenant's mail has shown.
     */
    boolean lastingFailure(
            EmailAddress recipient, TenantId tenant, MessageId message, Duration period, Suppression entry);

    /** A server of the recipient's domain replied, so the domain exists. */
    void domainAnswered(EmailAddress recipient, TenantId tenant, MessageId message);

    /** A message was delivered: soft failures are forgotten, unless the message bounces later. */
    void success(EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message);
}
