package org.sluicemta.gateway.connection;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.egress.SiteLimits;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.gateway.dns.AddressAnswer;
import org.sluicemta.gateway.dns.Addresses;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.response.Phase;

/**
 * Tries the hosts of a destination in order, each with all its addresses that the source can reach, until one lets us
 * in: a refused connection, a refusing greeting or a broken handshake leads to the next (RFC 5321 section 5.1). Used
 * once; its steps follow each other, whatever threads they run on.
 */
final class HostWalk {
    /** A domain with hundreds of dead addresses must not hold a slot for hours. */
    private static final int MOST_ADDRESSES = 6;

    private final ConnectionOpener opener;
    private final MxResolver resolver;
    private final ClearOnlyHosts clearOnly;
    private final Destination destination;
    private final EgressSource source;
    private final SiteLimits limits;
    private final Deque<String> hosts;
    private final Deque<RemoteAddress> addresses = new ArrayDeque<>();
    private final CompletableFuture<SmtpConnection> result = new CompletableFuture<>();
    private int tried;
    private @Nullable Fault lastFault;
    private @Nullable Fault dnsFault;

    HostWalk(
            ConnectionOpener opener,
            MxResolver resolver,
            ClearOnlyHosts clearOnly,
            Destination destination,
            EgressSource source,
            SiteLimits limits) {
        this.opener = opener;
        this.resolver = resolver;
        this.clearOnly = clearOnly;
        this.destination = destination;
        this.source = source;
        this.limits = limits;
        this.hosts = new ArrayDeque<>(destination.hosts());
    }

    /** Fails with {@link FaultException}: the fault of the last address tried. */
    CompletableFuture<SmtpConnection> run() {
        next();
        return result;
    }

    private void next() {
        RemoteAddress address = tried < MOST_ADDRESSES ? addresses.poll() : null;
        if (address != null) {
            tried++;
            open(address, policyFor(address));
            return;
        }
        String host = tried < MOST_ADDRESSES ? hosts.poll() : null;
        if (host == null) {
            giveUp();
            return;
        }
        find(host);
    }

    private void find(String host) {
        Optional<InetAddress> literal = Addresses.read(host);
        if (literal.isPresent()) {
            found(host, List.of(literal.get()));
            return;
        }
        resolver.addresses(host).whenComplete((answer, bug) -> {
            if (answer == null) {
                result.completeExceptionally(bug);
                return;
            }
            switch (answer) {
                case AddressAnswer.Addresses known -> found(host, known.addresses());
                case AddressAnswer.None none -> notFound(550, "5.4.4", none.text());
                case AddressAnswer.Unavailable failed -> notFound(451, "4.4.3", failed.text());
            }
        });
    }

    private void found(String host, List<InetAddress> all) {
        for (InetAddress address : all) {
            if (reachable(address)) {
                addresses.add(new RemoteAddress(host, address, destination.port()));
            }
        }
        if (addresses.isEmpty()) {
            notFound(451, "4.4.1", "Host " + host + " has no address of the same family as source " + source.id());
            return;
        }
        next();
    }

    private boolean reachable(InetAddress address) {
        InetAddress local = source.address();
        return local == null || local instanceof Inet4Address == address instanceof Inet4Address;
    }

    /** A temporary fault outweighs a permanent one: another host may come back. */
    private void notFound(int code, String enhancedStatus, String text) {
        if (dnsFault == null || dnsFault.reply().isPermanent()) {
            dnsFault = Fault.local(Phase.DNS, code, enhancedStatus, text);
        }
        next();
    }

    private TlsPolicy policyFor(RemoteAddress address) {
        boolean clear = destination.tls() == TlsPolicy.OPPORTUNISTIC && clearOnly.contains(address);
        return clear ? TlsPolicy.NONE : destination.tls();
    }

    private void open(RemoteAddress address, TlsPolicy policy) {
        opener.open(address, source, destination, policy, limits).whenComplete((connection, failure) -> {
            if (connection != null) {
                result.complete(connection);
            } else {
                failed(address, policy, failure);
            }
        });
    }

    private void failed(RemoteAddress address, TlsPolicy policy, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof FaultException known)) {
            result.completeExceptionally(cause);
            return;
        }
        lastFault = known.fault();
        if (policy == TlsPolicy.OPPORTUNISTIC && known.fault().phase() == Phase.TLS) {
            // RFC 7435: some encryption is better than none, and mail in clear better than no mail.
            openInClear(address);
            return;
        }
        next();
    }

    private void openInClear(RemoteAddress address) {
        opener.open(address, source, destination, TlsPolicy.NONE, limits).whenComplete((connection, failure) -> {
            if (connection != null) {
                clearOnly.add(address);
                result.complete(connection);
            } else {
                failed(address, TlsPolicy.NONE, failure);
            }
        });
    }

    private void giveUp() {
        Fault fault = lastFault != null ? lastFault : dnsFault;
        result.completeExceptionally(new FaultException(
                fault != null ? fault : Fault.local(Phase.DNS, 451, "4.4.3", "No host to deliver to")));
    }
}
