package org.sluicemta.gateway.connection;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sluicemta.egress.AddressOrder;
import org.sluicemta.egress.EgressSource;
import org.sluicemta.gateway.address.AddressRules;
import org.sluicemta.gateway.dns.AddressAnswer;
import org.sluicemta.gateway.dns.Addresses;
import org.sluicemta.gateway.dns.MxHost;
import org.sluicemta.gateway.dns.MxResolver;
import org.sluicemta.response.Phase;
import org.sluicemta.response.ResponseClass;

/**
 * The addresses of a destination in the order to try. Hosts of the same preference are looked up together, once those
 * before them are used up. If one of them turns out to be this server, it and all hosts of equal or lower preference
 * are dropped (RFC 5321 section 5.1). Used once. Its steps never overlap, whatever threads they run on.
 */
final class AddressSearch {
    /** A domain may name hundreds of hosts. */
    private static final int MOST_LOOK_UPS = 10;

    private final MxResolver resolver;
    private final AddressRules rules;
    private final TriedInVain inVain;
    private final HostBreakers breakers;
    private final Destination destination;
    private final EgressSource source;
    private final AddressOrder order;
    private final Set<RemoteAddress> avoided;
    private final Deque<MxHost> hosts;
    private final Deque<RemoteAddress> addresses = new ArrayDeque<>();
    /** Each with the preference of its host. */
    private final Map<RemoteAddress, Integer> postponed = new LinkedHashMap<>();

    private final List<Fault> faults = new ArrayList<>();
    private final List<String> unanswered = new ArrayList<>();
    private int lookUps;

    AddressSearch(
            MxResolver resolver,
            AddressRules rules,
            TriedInVain inVain,
            HostBreakers breakers,
            Wanted wanted,
            EgressSource source) {
        this.resolver = resolver;
        this.rules = rules;
        this.inVain = inVain;
        this.breakers = breakers;
        this.destination = wanted.destination();
        this.source = source;
        this.order = wanted.addresses();
        this.avoided = wanted.avoided();
        List<MxHost> all = destination.hosts();
        // Those that failed before come last, in the same order.
        this.hosts = new ArrayDeque<>(Stream.concat(
                        all.stream().filter(host -> !inVain.contains(host.name())),
                        all.stream().filter(host -> inVain.contains(host.name())))
                .toList());
    }

    /** The next address, or none if there isn't another. */
    CompletionStage<Optional<RemoteAddress>> next(Duration bound) {
        RemoteAddress ready = addresses.poll();
        if (ready != null) {
            return CompletableFuture.completedFuture(Optional.of(ready));
        }
        List<MxHost> group = nextGroup();
        if (group.isEmpty()) {
            return CompletableFuture.completedFuture(takePostponed());
        }
        List<CompletableFuture<AddressAnswer>> answers =
                group.stream().map(host -> lookUp(host.name(), bound)).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenCompose(all -> {
                    found(group, answers.stream().map(CompletableFuture::join).toList());
                    return next(bound);
                });
    }

    /** Hosts of the same preference, as many as may still be looked up. */
    private List<MxHost> nextGroup() {
        List<MxHost> group = new ArrayList<>();
        while (!hosts.isEmpty()
                && lookUps < MOST_LOOK_UPS
                && (group.isEmpty()
                        || group.getFirst().preference() == hosts.getFirst().preference())) {
            group.add(hosts.removeFirst());
            lookUps++;
        }
        return group;
    }

    private CompletableFuture<AddressAnswer> lookUp(String host, Duration bound) {
        Optional<InetAddress> literal = Addresses.read(host);
        if (literal.isPresent()) {
            return CompletableFuture.completedFuture(new AddressAnswer.Addresses(List.of(literal.get())));
        }
        AddressAnswer late = new AddressAnswer.Unavailable("DNS look-up of " + host + " took too long");
        return resolver.addresses(host)
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(late, bound.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void found(List<MxHost> group, List<AddressAnswer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof AddressAnswer.Addresses known && hasOurs(known.addresses())) {
                dropFrom(group.get(i));
                return;
            }
        }
        for (int i = 0; i < answers.size(); i++) {
            MxHost host = group.get(i);
            switch (answers.get(i)) {
                case AddressAnswer.Addresses known -> add(host, known.addresses());
                case AddressAnswer.None none -> fault(ResponseClass.UNKNOWN_DOMAIN, 550, "5.4.4", none.text());
                case AddressAnswer.Unavailable failed -> {
                    unanswered.add(host.name());
                    fault(ResponseClass.SITE_UNAVAILABLE, 451, "4.4.3", failed.text());
                }
            }
        }
    }

    private boolean hasOurs(List<InetAddress> found) {
        return found.stream().anyMatch(address -> judge(address) == AddressRules.Finding.OURS);
    }

    private AddressRules.Finding judge(InetAddress address) {
        return rules.judge(address, destination.port(), destination.named());
    }

    private void dropFrom(MxHost ours) {
        hosts.removeIf(host -> host.preference() >= ours.preference());
        postponed.values().removeIf(preference -> preference >= ours.preference());
        fault(
                ResponseClass.RELAY_REFUSED,
                554,
                "5.4.6",
                "Mail would come back to this server: host " + ours.name() + " is this server");
    }

    private void add(MxHost host, List<InetAddress> found) {
        List<InetAddress> open = found.stream()
                .filter(address -> judge(address) != AddressRules.Finding.PRIVATE)
                .toList();
        if (open.isEmpty()) {
            fault(
                    ResponseClass.RELAY_REFUSED,
                    550,
                    "5.4.4",
                    "Host " + host.name() + " has no address that mail from outside could reach");
            return;
        }
        List<InetAddress> allowed = order.of(open);
        if (allowed.isEmpty()) {
            fault(
                    ResponseClass.CONNECTION_FAILED,
                    451,
                    "4.4.1",
                    "Host " + host.name() + " has no address that the site's addresses setting allows");
            return;
        }
        List<InetAddress> reachable = allowed.stream().filter(this::reachable).toList();
        if (reachable.isEmpty()) {
            fault(
                    ResponseClass.CONNECTION_FAILED,
                    451,
                    "4.4.1",
                    "Host " + host.name() + " has no address of the same family as source " + source.id());
        }
        reachable.forEach(
                address -> add(new RemoteAddress(host.name(), address, destination.port()), host.preference()));
    }

    private boolean reachable(InetAddress address) {
        InetAddress local = source.address();
        return local == null || local instanceof Inet4Address == address instanceof Inet4Address;
    }

    private void add(RemoteAddress address, int preference) {
        if (avoided.contains(address)) {
            return;
        }
        if (inVain.contains(address.written()) || breakers.isPassedOver(address)) {
            postponed.put(address, preference);
        } else {
            addresses.add(address);
        }
    }

    private Optional<RemoteAddress> takePostponed() {
        addresses.addAll(inVain.oldestFirst(postponed.keySet()));
        postponed.clear();
        return Optional.ofNullable(addresses.poll());
    }

    private void fault(ResponseClass known, int code, String enhancedStatus, String text) {
        faults.add(Fault.own(Phase.DNS, known, code, enhancedStatus, text));
    }

    /** Why hosts gave no address. */
    List<Fault> faults() {
        return faults;
    }

    /** Whether there are more addresses or hosts to try. */
    boolean hasMore() {
        return !hosts.isEmpty() || !addresses.isEmpty() || !postponed.isEmpty();
    }

    /** Hosts for which DNS gave no answer. */
    Collection<String> unanswered() {
        return unanswered;
    }
}
