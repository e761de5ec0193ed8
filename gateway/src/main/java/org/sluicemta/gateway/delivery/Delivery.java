package org.sluicemta.gateway.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressPool;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteId;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.SourceId;
import org.sluicemta.egress.TlsSessions;
import org.sluicemta.gateway.connection.ConnectionPool;
import org.sluicemta.gateway.connection.Destination;
import org.sluicemta.gateway.connection.Fault;
import org.sluicemta.gateway.connection.FaultException;
import org.sluicemta.gateway.connection.ReportedSessions;
import org.sluicemta.gateway.connection.SmtpConnection;
import org.sluicemta.gateway.connection.Wanted;
import org.sluicemta.gateway.destination.DestinationFinder;
import org.sluicemta.gateway.destination.MailRoute;
import org.sluicemta.gateway.destination.SiteFinder;
import org.sluicemta.gateway.transaction.MailTransaction;
import org.sluicemta.gateway.transaction.TransactionResult;
import org.sluicemta.letter.OutboundMessage;
import org.sluicemta.mail.DomainName;
import org.sluicemta.mail.EnvelopeRecipient;
import org.sluicemta.outcome.DeliveryOutcome;
import org.sluicemta.outcome.RecipientOutcome;
import org.sluicemta.response.ResponseTable;

/**
 * Delivers one message, domain by domain, each in a transaction of its own. Used once. Its steps never overlap.
 *
 * <p>{@link #outcomes()} completes as soon as every recipient has its outcome, {@link #ended()} when the last
 * connection is back in its pool or closed: only then is the slot free.
 */
public final class Delivery {
    private final OutboundMessage message;
    private final EgressPlan plan;
    private final DestinationFinder finder;
    private final SiteFinder sites;
    private final ConnectionPool connections;
    private final SiteHealth health;
    private final SourcesBefore sourcesBefore;
    private final RefusedSources refused;
    private final TlsSessions sessions;
    private final SiteLimits limits;
    private final Outcomes outcomes;
    private final CompletableFuture<List<RecipientOutcome>> result = new CompletableFuture<>();
    private BooleanSupplier wanted = () -> true;
    private CompletionStage<Void> connectionsBack = CompletableFuture.completedFuture(null);

    public Delivery(
            OutboundMessage message,
            EgressPlan plan,
            DestinationFinder finder,
            SiteFinder sites,
            ConnectionPool connections,
            SiteHealth health,
            SourcesBefore sourcesBefore,
            TlsSessions sessions,
            ResponseTable responses,
            Instant started) {
        this.message = message;
        this.plan = plan;
        this.finder = finder;
        this.sites = sites;
        this.connections = connections;
        this.health = health;
        this.sourcesBefore = sourcesBefore;
        this.sessions = sessions;
        this.refused = new RefusedSources(health, message.tenant());
        this.limits = plan.limits(message.site());
        this.outcomes = new Outcomes(responses, message.site(), started);
    }

    public CompletionStage<List<RecipientOutcome>> outcomes() {
        return result;
    }

    /**
     * Begins. Completes normally when the slot is free again.
     *
     * @param mayBeSent asked when there is a connection, until a server has heard of the message
     */
    public CompletionStage<Void> run(BooleanSupplier mayBeSent) {
        wanted = mayBeSent;
        Map<String, List<EnvelopeRecipient>> byDomain = message.recipients().stream()
                .collect(groupingBy(recipient -> recipient.address().domain(), LinkedHashMap::new, toList()));
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

    /** Completes whatever happens, because mail without an outcome would stay in flight until the next start. */
    private void complete() {
        try {
            result.complete(outcomes.inOrder(message.recipients()));
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private CompletionStage<Void> deliver(String domain, List<EnvelopeRecipient> recipients) {
        return finder.find(domain, message.site(), plan, message.options()).thenCompose(where -> switch (where) {
            case MailRoute.To to -> found(domain, to, recipients);
            case MailRoute.Nowhere nowhere -> refuse(recipients, nowhere.fault());
        });
    }

    private CompletionStage<Void> found(String domain, MailRoute.To route, List<EnvelopeRecipient> recipients) {
        Destination destination = route.destination();
        // An operator who configures a next hop means it for the mail wherever it is.
        if (destination.named() || plan.sites().containsKey(message.site())) {
            return placed(domain, route, recipients);
        }
        return sites.find(destination.hosts(), plan).thenCompose(site -> {
            SiteId other = site.orElseGet(() -> elsewhere(route.hosts()));
            if (other.equals(message.site())) {
                return placed(domain, route, recipients);
            }
            outcomes.misplaced(recipients, other);
            return nothing();
        });
    }

    /** Where the mail belongs if no configured site names its hosts. The domain may have moved since it was queued. */
    private SiteId elsewhere(SiteId hosts) {
        return message.site().isOfHosts() && !message.site().equals(hosts) ? SiteId.OTHER : message.site();
    }

    private CompletionStage<Void> placed(String domain, MailRoute.To route, List<EnvelopeRecipient> recipients) {
        Destination destination = route.destination();
        // Asked for every message: what no configured site needs isn't computed.
        SiteId hosts = plan.sites().containsKey(message.site()) ? message.site() : route.hosts();
        health.leadsTo(domain, destination.key(), hosts);
        return connectAndSend(
                new Way(
                        domain,
                        destination,
                        new ReportedSessions(DomainName.comparable(domain), route.policy(), sessions)),
                recipients,
                false);
    }

    private CompletionStage<Void> connectAndSend(Way way, List<EnvelopeRecipient> recipients, boolean fresh) {
        if (fresh) {
            return connectAllowed(way, recipients, true);
        }
        return health.another().thenCompose(allowed -> {
            if (allowed) {
                return connectAllowed(way, recipients, false);
            }
            // the replies of the hosts before it stand
            return way.isFirst() ? refuse(recipients, OwnFaults.CAP_REACHED) : nothing();
        });
    }

    private CompletionStage<Void> connectAllowed(Way way, List<EnvelopeRecipient> recipients, boolean fresh) {
        EgressPool pool = plan.pools().get(message.pool());
        if (pool == null) {
            return refuse(recipients, OwnFaults.noPool(message.pool()));
        }
        return connections
                .take(wanted(way, pool, recipients, fresh))
                .handle((connection, failure) -> connection != null
                        ? connected(way, recipients, connection)
                        : notConnected(way, recipients, failure))
                .thenCompose(next -> next);
    }

    private Wanted wanted(Way way, EgressPool pool, List<EnvelopeRecipient> recipients, boolean fresh) {
        // An operator who configures a site or a next hop sets its limits, too.
        boolean limitedHost = !way.destination().named() && !plan.sites().containsKey(message.site());
        return new Wanted(
                pool.id(),
                way.destination(),
                health.sources(preferred(pool, recipients)),
                limits,
                plan.site(message.site()).addresses(),
                limitedHost,
                fresh,
                way.hungUp(),
                way.sessions(),
                health::untilOpened,
                health::waitsForHost);
    }

    private List<EgressSource> preferred(EgressPool pool, List<EnvelopeRecipient> recipients) {
        return refused.isEmpty()
                ? sourcesBefore.among(pool.sources(), message, recipients, health::isWarmingUp)
                : pool.sources();
    }

    private CompletionStage<Void> notConnected(Way way, List<EnvelopeRecipient> recipients, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof FaultException known)) {
            return CompletableFuture.failedFuture(cause);
        }
        if (!way.isFirst()) {
            return nothing(); // the replies of the hosts before it stand
        }
        Fault fault = outcomes.decisive(known.faults());
        SourceId source = fault.source();
        boolean ofSource = source != null && refused.tell(source, outcomes.meaning(fault));
        if (fault.isOfSite() && !ofSource && !isOfDomain(way, fault)) {
            health.notConnected(way.domain(), fault);
        }
        outcomes.refuse(recipients, fault);
        return source == null ? nothing() : fromAnother(way, recipients, source);
    }

    /** Recipients that a source was refused for are tried from the others, each of them once. */
    private CompletionStage<Void> fromAnother(Way way, List<EnvelopeRecipient> recipients, SourceId source) {
        List<EnvelopeRecipient> left = outcomes.forWhomRefused(source, recipients, refused);
        EgressPool pool = plan.pools().get(message.pool());
        if (left.isEmpty() || pool == null) {
            return nothing();
        }
        return refused.mayLeaveFromAnother(source, pool.sources())
                .thenCompose(allowed -> allowed ? connectAllowed(way, left, false) : nothing());
    }

    /** A host that one domain's own policy refuses still takes the mail of the site's other domains. */
    private boolean isOfDomain(Way way, Fault fault) {
        return way.isOfPolicy(fault) && plan.sites().containsKey(message.site());
    }

    private CompletionStage<Void> connected(Way way, List<EnvelopeRecipient> all, SmtpConnection connection) {
        health.connected(way.domain());
        if (!wanted.getAsBoolean()) {
            return connections
                    .giveBack(connection, way.destination(), limits)
                    .thenCompose(back -> refuse(all, OwnFaults.CALLED_BACK));
        }
        wanted = () -> true; // a server hears of it
        int now = Math.min(
                all.size(),
                Math.min(limits.recipientsPerMessage(), connection.offer().mostRecipients()));
        List<EnvelopeRecipient> recipients = all.subList(0, now);
        List<EnvelopeRecipient> later = all.subList(now, all.size());
        return health.turn()
                .thenCompose(turn -> new MailTransaction(connection, message, recipients, health::untilWritten).run())
                .handle((ended, bug) -> {
                    CompletionStage<Void> back = connections.giveBack(connection, way.destination(), limits);
                    if (ended == null) {
                        return CompletableFuture.<Void>failedFuture(bug);
                    }
                    if (ended.staleConnection()) {
                        // A kept connection that the server closed in the meantime doesn't count as an attempt.
                        return back.thenCompose(done -> connectAndSend(way, all, true));
                    }
                    boolean told = decide(way, recipients, connection, ended);
                    connectionsBack = connectionsBack.thenCombine(back, (one, other) -> null);
                    return back.thenCompose(done -> elsewhere(way, recipients, connection, ended))
                            .thenCompose(done -> told
                                    ? fromAnother(
                                            way, recipients, connection.source().id())
                                    : nothing())
                            .thenCompose(done -> later.isEmpty() ? nothing() : connectAndSend(way, later, false));
                })
                .thenCompose(next -> next);
    }

    /**
     * Recipients whose host hung up go to the next one (RFC 5321 section 5.1), which may work, and so do those whose
     * reply sends them there. If there is none, or after a few, the last fault stands. A host that has told the source
     * to send less speaks for the others.
     */
    private CompletionStage<Void> elsewhere(
            Way way, List<EnvelopeRecipient> recipients, SmtpConnection connection, TransactionResult ended) {
        List<EnvelopeRecipient> left = outcomes.forNextHost(recipients, ended, refused);
        if (left.isEmpty() || !way.mayGoOn()) {
            return nothing();
        }
        way.hungUp(connection.remote());
        return connectAndSend(way, left, false);
    }

    private static CompletionStage<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }

    /** Whether a reply leads to something for the source. */
    private boolean decide(
            Way way, List<EnvelopeRecipient> recipients, SmtpConnection connection, TransactionResult ended) {
        SourceId source = connection.source().id();
        boolean accepted = false;
        boolean isWarmingUp = health.isWarmingUp(connection.source());
        refused.begin();
        for (int i = 0; i < recipients.size(); i++) {
            EnvelopeRecipient recipient = recipients.get(i);
            DeliveryOutcome outcome = outcomes.decide(
                    recipient,
                    ended.verdicts().get(i),
                    connection,
                    way.destination().tls());
            sourcesBefore.note(message, recipient, outcome, isWarmingUp);
            refused.tell(source, outcome);
            accepted |= outcome instanceof DeliveryOutcome.Delivered;
        }
        if (accepted) {
            health.accepted(source, message.tenant());
        }
        return refused.areTold();
    }

    private CompletionStage<Void> refuse(List<EnvelopeRecipient> recipients, Fault fault) {
        outcomes.refuse(recipients, fault);
        return nothing();
    }
}
