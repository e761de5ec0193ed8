package org.sluicemta.limit;

import java.util.Map;

/**
 * What sluice.xml allows a client. Limits by address and network are for unknown clients. None of them apply in trusted
 * networks. Those on mail don't apply to authenticated clients, which are limited by credential and tenant.
 *
 * @param ipv4Network prefix length of what counts as one network
 * @param ipv6Network the same for IPv6, where bans apply to the whole network too
 */
public record ClientLimits(
        Map<SubjectKind, Limits> bySubject,
        int ipv4Network,
        int ipv6Network,
        LoginLimits logins,
        SessionLimits session,
        ContentLimits content) {
    /** Limits where sluice.xml sets none. */
    public static final Map<SubjectKind, Limits> DEFAULT_LIMITS = Map.of(
            SubjectKind.ADDRESS,
            most(100, 50, 100, 500),
            SubjectKind.NETWORK,
            most(500, 250, 500, 2_500),
            SubjectKind.CREDENTIAL,
            Limits.NONE,
            SubjectKind.TENANT,
            Limits.NONE);

    public static final ClientLimits DEFAULTS = new ClientLimits(
            DEFAULT_LIMITS, 24, 64, LoginLimits.DEFAULTS, SessionLimits.DEFAULTS, ContentLimits.DEFAULTS);

    public ClientLimits {
        bySubject = Map.copyOf(bySubject);
    }

    public Limits of(SubjectKind kind) {
        return bySubject.getOrDefault(kind, Limits.NONE);
    }

    private static Limits most(int connections, int connects, int messages, int recipients) {
        return new Limits(Map.of(
                LimitKind.CONNECTIONS, connections,
                LimitKind.CONNECTIONS_PER_SECOND, connects,
                LimitKind.MESSAGES_PER_SECOND, messages,
                LimitKind.RECIPIENTS_PER_SECOND, recipients));
    }
}
