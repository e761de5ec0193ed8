package org.sluicemta.gateway.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteTimeouts;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.gateway.dns.TlsaAnswer;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * Tries the addresses of a destination in order until one lets us in. A refused connection, a greeting that refuses us,
 * or a failed handshake leads to the next (RFC 5321 section 5.1). It ends after a few addresses or a minute. If any are
 * left, the next walk begins with those. Used once. Its steps never overlap, whatever threads they run on.
 */
final class HostWalk implements ConnectionPool.Dialing {
    /** A domain with hundreds of dead addresses must not hold a slot for hours. */
    private static final int MOST_ADDRESSES = 6;

    /** No further address is tried after this time. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final ConnectionOpener opener;
    private final MxResolver resolver;
    private final AddressSearch search;
    private final ClearOnlyHosts clearOnly;
    private final TriedInVain inVain;
    private final HostBreakers breakers;
    private final Wanted wanted;
    private final Destination destination;
    private final EgressSource source;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();
    private final CompletableFuture<SmtpConnection> result = new CompletableFuture<>();
    private final long startedNanos = System.nanoTime();
    private volatile @Nullable CompletableFuture<ConnectionLedger.Entry> place;

    HostWalk(
            ConnectionOpener opener,
            MxResolver resolver,
            AddressSearch search,
            ClearOnlyHosts clearOnly,
            TriedInVain inVain,
            HostBreakers breakers,
            Wanted wanted,
            EgressSource source) {
        this.opener = opener;
        this.resolver = resolver;
        this.search = search;
        this.clearOnly = clearOnly;
        this.inVain = inVain;
        this.breakers = breakers;
        this.wanted = wanted;
        this.destination = wanted.destination();
        this.source = source;
    }

    HostWalk start() {
        next();
        return this;
    }

    /** Fails with {@link FaultException}: a fault for all that was tried or looked up. */
    @Override
    public CompletableFuture<SmtpConnection> connection() {
        return result;
    }

    @Override
    public boolean giveUpWaiting() {
        CompletableFuture<ConnectionLedger.Entry> waiting = place;
        return waiting != null && waiting.cancel(false) && result.cancel(false);
    }

    private void next() {
        Duration left = left();
        if (tried.size() >= MOST_ADDRESSES || !left.isPositive()) {
            giveUp();
            return;
        }
        search.next(left).whenComplete((found, bug) -> {
            if (found == null) {
                result.completeExceptionally(bug);
            } else {
                found.ifPresentOrElse(this::tryNow, this::giveUp);
            }
        });
    }

    private Duration left() {
        return BOUND.minusNanos(System.nanoTime() - startedNanos);
    }

    private void tryNow(RemoteAddress address) {
        tried.add(address.written());
        if (!destination.dane()) {
            open(address, demandFor(address), false);
            return;
        }
        tlsa(address.host()).whenComplete((answer, bug) -> {
            switch (answer) {
                case TlsaAnswer.Records found -> open(address, destination.tls().with(found), false);
                case TlsaAnswer.None none -> open(address, demandFor(address), false);
                case TlsaAnswer.Unavailable failed -> unproven(address, failed.text());
                case null -> result.completeExceptionally(bug);
            }
        });
    }

    private CompletionStage<TlsaAnswer> tlsa(String host) {
        TlsaAnswer late = new TlsaAnswer.Unavailable("DNS look-up of the TLSA records of " + host + " took too long");
        return resolver.tlsa(host, destination.port())
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(late, Math.max(1, left().toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Only the next host may take the mail, RFC 7672 section 2.2. */
    private void unproven(RemoteAddress address, String why) {
        wanted.sessions().unproven(address.host());
        faults.add(Fault.own(
                        Phase.DNS,
                        ResponseClass.TLS_FAILED,
                        451,
                        "4.7.5",
                        "Host may have TLSA records, and mail that ignores them may not go there: " + why)
                .at(source.id(), address));
        next();
    }

    private TlsDemand demandFor(RemoteAddress address) {
        boolean clear = destination.tls().isOpportunistic() && clearOnly.contains(address);
        return clear ? TlsDemand.CLEAR : destination.tls();
    }

    /** Waits until the limits on connections in a second allow one. */
    private void open(RemoteAddress address, TlsDemand tls, boolean handshakeFailed) {
        Duration wait = wanted.untilOpened().get();
        if (wait.isZero()) {
            enter(address, tls, handshakeFailed);
        } else if (wait.compareTo(left()) > 0) {
            noPlace(address, "No more connections may be opened in a second");
        } else {
            CompletableFuture<ConnectionLedger.Entry> turn = new CompletableFuture<>();
            place = turn;
            var unused = turn.completeOnTimeout(null, wait.toNanos(), TimeUnit.NANOSECONDS)
                    .thenRun(() -> open(address, tls, handshakeFailed));
        }
    }

    private void enter(RemoteAddress address, TlsDemand tls, boolean handshakeFailed) {
        CompletableFuture<ConnectionLedger.Entry> entered =
                opener.ledger().enter(wanted.pool(), address, source, wanted.limitedHost());
        place = entered;
        if (!entered.isDone()) {
            wanted.onWait().run();
            entered.orTimeout(Math.max(1, left().toMillis()), TimeUnit.MILLISECONDS);
        }
        entered.whenComplete((entry, failure) -> {
            if (entry != null) {
                open(new Attempt(address, source, destination, tls, timeouts(), entry), handshakeFailed);
            } else if (!entered.isCancelled()) {
                noPlace(address, "All connections that may be open to " + address.written() + " are in use");
            }
        });
    }

    private SiteTimeouts timeouts() {
        SiteTimeouts own = wanted.limits().timeouts();
        return search.hasMore() ? own.withOthersToTry() : own;
    }

    private void noPlace(RemoteAddress address, String text) {
        faults.add(Fault.own(Phase.CONNECT, ResponseClass.OTHER, 451, "4.4.5", text)
                .at(source.id(), address));
        next();
    }

    private void open(Attempt attempt, boolean handshakeFailed) {
        breakers.begun(attempt.remote());
        opener.open(attempt).whenComplete((connection, failure) -> {
            if (connection == null) {
                failed(attempt, failure);
                return;
            }
            breakers.answered(attempt.remote());
            report(attempt, connection);
            if (handshakeFailed) {
                clearOnly.add(attempt.remote());
            }
            result.complete(connection);
        });
    }

    private void report(Attempt attempt, SmtpConnection connection) {
        ReportedSessions sessions = wanted.sessions();
        boolean encrypted = connection.tls() != null;
        TlsFailure invalid =
                encrypted && sessions.wantValidity() ? opener.tlsContexts().invalid(connection) : null;
        sessions.opened(attempt, invalid, encrypted);
    }

    private void failed(Attempt attempt, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof FaultException known)) {
            breakers.ended(attempt.remote());
            result.completeExceptionally(cause); // a bug, or a source that this host doesn't have
            return;
        }
        faults.addAll(known.faults());
        Fault last = known.fault();
        if (last.isSilence()) {
            breakers.failed(attempt.remote(), last);
        } else {
            breakers.answered(attempt.remote());
        }
        if (last.phase() == Phase.TLS) {
            wanted.sessions().failed(attempt, Objects.requireNonNullElse(last.tls(), TlsFailure.VALIDATION_FAILURE));
        }
        if (attempt.tls().isOpportunistic() && last.phase() == Phase.TLS) {
            // RFC 7435: some encryption is better than none, and mail in plain text better than no mail.
            open(attempt.remote(), TlsDemand.CLEAR, true);
            return;
        }
        next();
    }

    private void giveUp() {
        if (search.hasMore()) {
            inVain.add(tried);
            inVain.add(search.unanswered());
        }
        List<Fault> all = new ArrayList<>(search.faults());
        all.addAll(faults);
        if (all.isEmpty()) {
            all.add(Fault.own(
                    Phase.DNS, ResponseClass.SITE_UNAVAILABLE, 451, "4.4.3", "There is no other host to deliver to"));
        }
        result.completeExceptionally(new FaultException(all));
    }
}
