package org.sluicemta.gateway.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SourceId;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageId;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.DeliveryOutcome.Deferred;
import org.sluicemta.response.Blame;
import org.sluicemta.response.Classification;
import org.sluicemta.response.ResponseClass;

/**
 * Which source a recipient's mail came from when the server deferred it. A server that greylists expects the same
 * address again. From another source of the pool the message would be new to it, and be deferred once for every source.
 * What a server puts off because it hardly knows the source is tried again from one that it knows. A restart forgets
 * this, which costs an attempt. Thread-safe.
 */
public final class SourcesBefore {
    private static final int MOST = 50_000;
    private static final Duration WORTH_KNOWING = Duration.ofHours(6);

    private final Cache<Key, Before> sources = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(WORTH_KNOWING)
            .build();

    /** @param isCold whether it was being warmed up, and the server doesn't just greylist it */
    private record Before(SourceId source, boolean isCold) {}

    private record Key(MessageId message, EmailAddress recipient) {}

    /**
     * Notes the outcome of a delivery. It is remembered if the server deferred the mail, and either doesn't blame the
     * source, or the source is being warmed up.
     *
     * @param isWarmingUp whether the source that it left from is
     */
    void note(OutboundMessage message, EnvelopeRecipient recipient, DeliveryOutcome outcome, boolean isWarmingUp) {
        SourceId source =
                outcome instanceof Deferred deferred && deferred.reply().foundHere() == null
                        ? deferred.attempt().source()
                        : null;
        if (source == null) {
            return;
        }
        Classification says = ((Deferred) outcome).classification();
        boolean isCold = isWarmingUp && says.responseClass() != ResponseClass.GREYLISTED;
        if (isCold || says.blame() != Blame.SOURCE) {
            sources.put(new Key(message.id(), recipient.address()), new Before(source, isCold));
        }
    }

    /**
     * The source from which the first of these recipients was deferred, if it's still among these; or all that aren't
     * being warmed up, if that one was. If there are none, all of them. Answered only once, so a source that this host
     * has since lost delays no other attempt.
     */
    List<EgressSource> among(
            List<EgressSource> pool,
            OutboundMessage message,
            List<EnvelopeRecipient> recipients,
            Predicate<EgressSource> isWarmingUp) {
        if (message.attempt() == 0 || pool.size() == 1) {
            return pool;
        }
        for (EnvelopeRecipient recipient : recipients) {
            Before before = sources.asMap().remove(new Key(message.id(), recipient.address()));
            if (before != null) {
                List<EgressSource> preferred = pool.stream()
                        .filter(source -> before.isCold()
                                ? !isWarmingUp.test(source)
                                : source.id().equals(before.source()))
                        .toList();
                return preferred.isEmpty() ? pool : preferred;
            }
        }
        return pool;
    }
}
