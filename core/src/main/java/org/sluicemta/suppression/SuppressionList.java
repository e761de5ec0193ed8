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

/** The suppression list. Writes are durable when the call returns; checks after that see them. Thread-safe. */
public interface SuppressionList extends SuppressionCheck {
    /** Adds or replaces the entry of that target and scope. The target is normalised. */
    void add(Suppression entry);

    /** Removes an entry; false when there was none. */
    boolean remove(String target, SuppressionScope scope, String by);

    /** The entries for a target, all scopes. */
    List<Suppression> find(String target);

    /**
     * A page of entries in order of target.
     *
     * @param tenant only this tenant's and its streams', or null for all
     * @param after target to continue after, or null to start
     * @param limit 1 to 10,000
     */
    List<Suppression> list(@Nullable TenantId tenant, @Nullable String after, int limit);

    /** Passes every entry, in order of target, without holding them all. */
    void forEach(Consumer<Suppression> consumer);

    /** Number of entries. */
    long size();

    /**
     * Counts a message given up; when the count for this recipient reaches the limit, suppresses it and says so. One
     * message counts once, and no longer as a success.
     */
    Optional<Suppression> softFailure(
            EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message, int limit, String evidence);

    /**
     * Notes that the recipient's domain could not be mailed; suppresses by the entry when that has been so for the whole
     * period, as far as this tenant's mail has shown. Says whether it did.
     */
    boolean lastingFailure(
            EmailAddress recipient, TenantId tenant, MessageId message, Duration period, Suppression entry);

    /** A server answered for the recipient's domain, whatever it said: the domain exists. */
    void domainAnswered(EmailAddress recipient, TenantId tenant, MessageId message);

    /** A message was delivered: soft failures are forgotten, unless it comes back later. */
    void success(EmailAddress recipient, TenantId tenant, StreamId stream, MessageId message);
}
