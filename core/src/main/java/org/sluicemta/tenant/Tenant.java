package org.sluicemta.tenant;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluicemta.limit.Limits;
import org.sluicemta.mail.DomainName;
import org.sluicemta.network.IpRange;
import org.sluicemta.stream.StreamId;

/**
 * A customer.
 *
 * @param domains its sender domains, as {@link DomainName#comparable} writes them
 * @param networks client networks its mail comes from
 * @param listeners names of listeners that carry only its mail
 * @param defaultStream stream of mail that doesn't name one
 * @param streams streams it may use; empty for all open ones
 * @param limits how much it may send, where that differs from the common limits
 * @param refusesSuppressed whether a suppressed recipient is refused at RCPT; otherwise it is accepted and dropped
 * @param weight its share of a busy site, next to the weights of the others that have mail there
 */
public record Tenant(
        TenantId id,
        Set<String> domains,
        List<IpRange> networks,
        Set<String> listeners,
        StreamId defaultStream,
        Set<StreamId> streams,
        Limits limits,
        boolean refusesSuppressed,
        int weight) {
    public static final int DEFAULT_WEIGHT = 1;
    public static final int GREATEST_WEIGHT = 1000;

    public Tenant {
        if (weight < 1 || weight > GREATEST_WEIGHT) {
            throw new IllegalArgumentException("a weight must be 1 to " + GREATEST_WEIGHT + ", got " + weight);
        }
        domains = domains.stream().map(DomainName::comparable).collect(Collectors.toUnmodifiableSet());
        networks = List.copyOf(networks);
        listeners = Set.copyOf(listeners);
        streams = Set.copyOf(streams);
        if (!streams.isEmpty() && !streams.contains(defaultStream)) {
            throw new IllegalArgumentException("tenant " + id + " may not use its own default stream " + defaultStream);
        }
    }

    /** With common limits and the common weight; suppressed recipients are dropped. */
    public Tenant(
            TenantId id,
            Set<String> domains,
            List<IpRange> networks,
            Set<String> listeners,
            StreamId defaultStream,
            Set<StreamId> streams) {
        this(id, domains, networks, listeners, defaultStream, streams, Limits.NONE, false, DEFAULT_WEIGHT);
    }
}
