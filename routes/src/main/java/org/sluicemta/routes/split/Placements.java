package org.sluicemta.routes.split;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sluicemta.egress.PoolId;
import org.sluicemta.handoff.FinishedEnvelope;
import org.sluicemta.handoff.FinishedEnvelope.ReturnPaths;
import org.sluicemta.handoff.Placement;
import org.sluicemta.mail.DsnNotify;
import org.sluicemta.mail.EmailAddress;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.mail.MessageIdSource;

/**
 * Where a route placed one message, recipient by recipient. A recipient placed again gets a copy, which is a separate
 * message: it has its own id, and its outcome isn't reported to the sender. Branches of a route may place at the same
 * time. Once the route has ended nothing more can be placed, because the client has its reply by then.
 */
public final class Placements {
    private final FinishedEnvelope envelope;
    private final MessageIdSource ids;
    private final Map<PoolId, List<EnvelopeRecipient>> placed = new LinkedHashMap<>();
    private final Map<Again, List<EnvelopeRecipient>> copied = new LinkedHashMap<>();
    private final Map<To, FinishedEnvelope> sentTo = new LinkedHashMap<>();
    private final Map<Integer, Integer> times = new HashMap<>();
    private final Set<Integer> discarded = new HashSet<>();
    private boolean ended;

    /** The n-th copy of a message into a pool. */
    private record Again(PoolId pool, int time) {}

    /** A copy to somebody else: one per message, however many parts the route sees. */
    private record To(PoolId pool, List<EmailAddress> recipients) {}

    Placements(FinishedEnvelope envelope, MessageIdSource ids) {
        this.envelope = envelope;
        this.ids = ids;
    }

    /**
     * The result.
     *
     * @param placements of the message itself
     * @param copies of it, each a message of its own
     * @param discarded recipients that the route discarded on purpose
     * @param forgotten recipients that it didn't place
     */
    record Result(
            List<Placement> placements,
            List<Placement> copies,
            List<EnvelopeRecipient> discarded,
            List<EnvelopeRecipient> forgotten) {}

    /** Places the recipients of a part of the message in a pool. */
    public synchronized void place(AcceptedMail part, PoolId pool) {
        requireRunning();
        for (EnvelopeRecipient recipient : part.envelope().recipients()) {
            int time = times.merge(recipient.index(), 1, Integer::sum);
            if (time == 1) {
                placed.computeIfAbsent(pool, key -> new ArrayList<>()).add(recipient);
            } else {
                copied.computeIfAbsent(new Again(pool, time), key -> new ArrayList<>())
                        .add(recipient);
            }
        }
    }

    /** Sends a copy to others through a pool. The message's own recipients still have to be placed. */
    public synchronized void copy(PoolId pool, List<EmailAddress> recipients) {
        requireRunning();
        sentTo.computeIfAbsent(new To(pool, recipients), this::copyTo);
    }

    /** The recipients of a part of the message get nothing. */
    public synchronized void discard(AcceptedMail part) {
        requireRunning();
        part.envelope().recipients().forEach(recipient -> discarded.add(recipient.index()));
    }

    private void requireRunning() {
        if (ended) {
            throw new IllegalStateException("the route of message " + envelope.id()
                    + " has ended and its client has been answered: nothing can be placed any more. A step that is not"
                    + " waited for (seda, wireTap, threads) must not lead to sluice:pool");
        }
    }

    /** Nothing can be placed from now on. */
    synchronized Result end() {
        ended = true;
        List<Placement> placements = new ArrayList<>(placed.size());
        placed.forEach((pool, recipients) -> placements.add(new Placement(envelope.to(recipients), pool)));
        List<Placement> copies = new ArrayList<>();
        copied.forEach((again, recipients) -> copies.add(new Placement(copyOf(recipients), again.pool())));
        sentTo.forEach((to, copy) -> copies.add(new Placement(copy, to.pool())));
        return new Result(
                placements,
                copies,
                notPlaced().filter(to -> discarded.contains(to.index())).toList(),
                notPlaced().filter(to -> !discarded.contains(to.index())).toList());
    }

    private Stream<EnvelopeRecipient> notPlaced() {
        return envelope.recipients().stream().filter(recipient -> !times.containsKey(recipient.index()));
    }

    /** To the same recipients with the same return paths, because a bounce says the same about them. */
    private FinishedEnvelope copyOf(List<EnvelopeRecipient> recipients) {
        List<EnvelopeRecipient> silent = recipients.stream()
                .map(to -> new EnvelopeRecipient(
                        to.address(), to.index(), Set.of(DsnNotify.NEVER), to.originalRecipient()))
                .toList();
        return copy(envelope.returnPaths(), silent);
    }

    /** From the null sender, because its failure doesn't concern the sender. */
    private FinishedEnvelope copyTo(To to) {
        List<EnvelopeRecipient> recipients = new ArrayList<>();
        for (EmailAddress address : to.recipients()) {
            recipients.add(new EnvelopeRecipient(address, recipients.size(), Set.of(DsnNotify.NEVER), null));
        }
        return copy(new ReturnPaths.Common(Optional.empty()), recipients);
    }

    private FinishedEnvelope copy(ReturnPaths returnPaths, List<EnvelopeRecipient> recipients) {
        return new FinishedEnvelope(
                envelope.letter().copy(ids.next()), returnPaths, recipients, envelope.clientAddress());
    }
}
