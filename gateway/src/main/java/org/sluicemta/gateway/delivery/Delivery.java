package org.sluicemta.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.sluicemta.delivery.DeliveryOutcome;
import org.sluicemta.delivery.OutboundMessage;
import org.sluicemta.delivery.RecipientOutcome;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.gateway.connection.ConnectionPool;
import org.sluicemta.gateway.connection.Destination;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.connection.FaultException;
import org.sluicemta.gateway.connection.SmtpConnection;
import org.sluicemta.gateway.destination.DestinationFinder;
import org.sluicemta.gateway.destination.Whereto;
import org.sluicemta.gateway.transaction.Transaction;
import org.sluicemta.gateway.transaction.TransactionResult;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseTable;

/**
 * Delivers one message: its domains one after the other, each in a transaction of its own. Used once; its steps follow
 * each other.
 *
 * <p>{@link #outcomes()} completes as soon as every recipient has its outcome, {@link #ended()} when the last connection
 * is back in its pool or closed: only then is the slot free.
 */
public final class Delivery {
    private final OutboundMessage message;
    private final EgressPlan plan;
    private final DestinationFinder finder;
    private final ConnectionPool connections;
    private final SiteHealth health;
    private final SiteLimits limits;
    private final Outcomes outcomes;
    private final long startedNanos = System.nanoTime();
    private final Map<EnvelopeRecipient, DeliveryOutcome> decided = new HashMap<>();
    private final CompletableFuture<List<RecipientOutcome>> result = new CompletableFuture<>();
    private CompletionStage<Void> connectionsBack = CompletableFuture.completedFuture(null);

    public Delivery(
            OutboundMessage message,
            EgressPlan plan,
            DestinationFinder finder,
            ConnectionPool connections,
            SiteHealth health,
            ResponseTable responses,
            Instant started) {
        this.message = message;
        this.plan = plan;
        this.finder = finder;
        this.connections = connections;
        this.health = health;
        this.limits = plan.site(message.site()).limits();
        this.outcomes = new Outcomes(responses, message.site(), started);
    }

    public CompletionStage<List<RecipientOutcome>> outcomes() {
        return result;
    }

    /** Begins; completes, normally, when the slot is free again. */
    public CompletionStage<Void> run() {
        Map<String, List<EnvelopeRecipient>> byDomain = new LinkedHashMap<>();
        for (EnvelopeRecipient recipient : message.recipients()) {
            byDomain.computeIfAbsent(recipient.address().domain(), domain -> new ArrayList<>())
                    .add(recipient);
        }
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (Map.Entry<String, List<EnvelopeRecipient>> group : byDomain.entrySet()) {
            all = all.thenCompose(done -> deliver(group.getKey(), group.getValue()));
        }
        return all.handle((done, bug) -> {
                    if (bug == null) {
                        complete();
                    } else {
                        result.completeExceptionally(bug);
                    }
                    return connectionsBack;
                })
                .thenCompose(back -> back);
    }

    /** Whatever happens it is completed: mail without an outcome would stay in flight until the next start. */
    private void complete() {
        try {
            result.complete(inOrder());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private List<RecipientOutcome> inOrder() {
        return message.recipients().stream()
                .map(recipient -> new RecipientOutcome(recipient, Objects.requireNonNull(decided.get(recipient))))
                .toList();
    }

    private CompletionStage<Void> deliver(String domain, List<EnvelopeRecipient> recipients) {
        return finder.find(domain, message.site(), plan, message.options().requireTls())
                .thenCompose(where -> switch (where) {
                    case Whereto.To to -> connectAndSend(domain, to.destination(), recipients, false);
                    case Whereto.Nowhere nowhere -> refuse(recipients, nowhere.fault());
                });
    }

    private CompletionStage<Void> connectAndSend(
            String domain, Destination destination, List<EnvelopeRecipient> recipients, boolean fresh) {
        EgressPool pool = plan.pools().get(message.pool());
        if (pool == null) {
            return refuse(
                    recipients,
                    Fault.local(Phase.CONNECT, 451, "4.3.5", "Pool " + message.pool() + " is not in egress.xml"));
        }
        return connections
                .take(destination, pool.sources(), limits, fresh)
                .handle((connection, failure) -> connection != null
                        ? connected(domain, destination, recipients, connection)
                        : notConnected(domain, recipients, failure))
                .thenCompose(next -> next);
    }

    private CompletionStage<Void> notConnected(String domain, List<EnvelopeRecipient> recipients, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof FaultException known)) {
            return CompletableFuture.failedFuture(cause);
        }
        if (known.fault().phase() != Phase.DNS) {
            health.notConnected(domain, known.fault());
        }
        return refuse(recipients, known.fault());
    }

    private CompletionStage<Void> connected(
            String domain, Destination destination, List<EnvelopeRecipient> all, SmtpConnection connection) {
        health.connected(domain);
        int now = Math.min(all.size(), connection.offer().mostRecipients());
        List<EnvelopeRecipient> recipients = all.subList(0, now);
        List<EnvelopeRecipient> later = all.subList(now, all.size());
        return new Transaction(connection, message, recipients)
                .run()
                .handle((ended, bug) -> {
                    CompletionStage<Void> back = connections.giveBack(connection, destination, limits);
                    if (ended == null) {
                        return CompletableFuture.<Void>failedFuture(bug);
                    }
                    if (ended.untouched()) {
                        // A kept connection that the server had closed meanwhile is no attempt.
                        return back.thenCompose(done -> connectAndSend(domain, destination, all, true));
                    }
                    decide(recipients, connection, ended);
                    if (!later.isEmpty()) {
                        return back.thenCompose(done -> connectAndSend(domain, destination, later, false));
                    }
                    connectionsBack = connectionsBack.thenCombine(back, (one, other) -> null);
                    return CompletableFuture.<Void>completedFuture(null);
                })
                .thenCompose(next -> next);
    }

    private void decide(List<EnvelopeRecipient> recipients, SmtpConnection connection, TransactionResult ended) {
        Duration took = took();
        for (int i = 0; i < recipients.size(); i++) {
            decided.put(recipients.get(i), outcomes.of(ended.verdicts().get(i), connection, took));
        }
    }

    private CompletionStage<Void> refuse(List<EnvelopeRecipient> recipients, Fault fault) {
        Duration took = took();
        recipients.forEach(recipient -> decided.put(recipient, outcomes.of(fault, took)));
        return CompletableFuture.completedFuture(null);
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
