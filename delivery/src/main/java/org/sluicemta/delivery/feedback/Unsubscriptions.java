package org.sluicemta.delivery.feedback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.event.ClientFacts;
import org.sluicemta.event.Event;
import org.sluicemta.event.EventLog;
import org.sluicemta.event.Occurrence;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.MessageId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/**
 * Removes recipients from the stream that a send belonged to. Idempotent: one event and one entry, however often a
 * token comes back. Thread-safe.
 */
@Singleton
public final class Unsubscriptions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RECENT = Duration.ofSeconds(10);

    private record Noted(EmailAddress recipient, SuppressionScope scope) {}

    /** One recipient's clicks wait for each other; those of others rarely do. */
    private final List<ReentrantLock> locks =
            IntStream.range(0, 64).mapToObj(any -> new ReentrantLock()).toList();

    /**
     * The mails accepted by {@link #note}, perhaps not written yet. Repetitions within one batch of returned mail count
     * once.
     */
    private final Cache<Noted, MessageId> recent =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(RECENT).build();

    private final SuppressionList suppressions;
    private final EventLog events;
    private final InstantSource clock;

    @Inject
    public Unsubscriptions(SuppressionList suppressions, EventLog events, InstantSource clock) {
        this.suppressions = suppressions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Unsubscribes; durable when it returns.
     *
     * @param client the client that asked, or null
     * @return false when the recipient had unsubscribed before
     * @throws IOException when it can't be made durable at the moment; retry
     */
    public boolean unsubscribe(VerifiedSend send, UnsubscribeWay way, ClientFacts client) throws IOException {
        ReentrantLock lock = locks.get(Math.floorMod(send.recipient().hashCode(), locks.size()));
        lock.lock();
        try {
            // What another mail is about to write doesn't count here, because it may still fail.
            SuppressionScope scope = scope(send);
            Optional<Suppression> entry =
                    isUnsubscribed(send, scope) ? Optional.empty() : Optional.of(entry(send, scope, way, client));
            entry.ifPresent(suppressions::add);
            events.flushed().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return entry.isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing", e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            throw new IOException("an unsubscription cannot be made durable: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Appends the event and returns the entry that must follow it. Empty when there is one already, or another mail has
     * just asked for it. A mail taken again after a failure isn't a repetition of itself.
     */
    public Optional<Suppression> note(VerifiedSend send, UnsubscribeWay way, ClientFacts client, MessageId mail) {
        SuppressionScope scope = scope(send);
        if (isUnsubscribed(send, scope)) {
            return Optional.empty();
        }
        MessageId first = recent.asMap().putIfAbsent(new Noted(send.recipient(), scope), mail);
        return first == null || first.equals(mail) ? Optional.of(entry(send, scope, way, client)) : Optional.empty();
    }

    private Suppression entry(VerifiedSend send, SuppressionScope scope, UnsubscribeWay way, ClientFacts client) {
        Event event = events.append(new Occurrence.Unsubscribed(send.facts(), way.label(), client));
        return new Suppression(
                send.recipient().toString(),
                scope,
                SuppressionReason.UNSUBSCRIBE,
                way.label(),
                event.id(),
                "recipient",
                clock.instant(),
                null);
    }

    private static SuppressionScope scope(VerifiedSend send) {
        return new SuppressionScope.OfStream(send.tenant(), send.stream());
    }

    /** Replaces an entry that has another reason or expires: the recipient's request outlives both. */
    private boolean isUnsubscribed(VerifiedSend send, SuppressionScope scope) {
        return suppressions.find(send.recipient().toString()).stream()
                .anyMatch(entry -> entry.scope().equals(scope)
                        && entry.reason() == SuppressionReason.UNSUBSCRIBE
                        && entry.expires() == null);
    }
}
