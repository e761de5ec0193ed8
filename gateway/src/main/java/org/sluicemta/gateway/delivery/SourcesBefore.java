package org.sluicemta.gateway.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SourceId;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageId;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.response.Blame;

/**
 * Which source a recipient's mail came from when the server deferred it. A server that greylists expects the same
 * address again. From another source of the pool the message would be new to it, and be deferred once for every source.
 * A restart forgets this, which costs an attempt. Thread-safe.
 */
public final class SourcesBefore {
    private static final int MOST = 50_000;
    private static final Duration WORTH_KNOWING = Duration.ofHours(6);

    private final Cache<Key, SourceId> sources = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(WORTH_KNOWING)
            .build();

    private record Key(MessageId message, EmailAddress recipient) {}

    /**
     * Notes the outcome of a delivery. It is remembered if the server deferred the mail and doesn't blame the source.
     */
    void note(OutboundMessage message, EnvelopeRecipient recipient, DeliveryOutcome outcome) {
        if (outcome instanceof Deferred deferred
                && deferred.reply().foundHere() == null
                && deferred.classification().blame() != Blame.SOURCE
                && deferred.attempt().source() != null) {
            sources.put(
                    new Key(message.id(), recipient.address()),
                    deferred.attempt().source());
        }
    }

    /**
     * The source from which the first of these recipients was deferred, if it's still among these; else all of them.
     * Answered only once, so a source that this host has since lost delays no other attempt.
     */
    List<EgressSource> among(List<EgressSource> pool, OutboundMessage message, List<EnvelopeRecipient> recipients) {
        if (message.attempt() == 0 || pool.size() == 1) {
            return pool;
        }
        for (EnvelopeRecipient recipient : recipients) {
            SourceId before = sources.asMap().remove(new Key(message.id(), recipient.address()));
            if (before != null) {
                List<EgressSource> same = pool.stream()
                        .filter(source -> source.id().equals(before))
                        .toList();
                return same.isEmpty() ? pool : same;
            }
        }
        return pool;
    }
}
