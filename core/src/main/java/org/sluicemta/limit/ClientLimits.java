package org.sluicemta.limit;

import java.util.Map;

/**
 * What sluice.xml allows a client. Limits by address and by network are for clients that nobody vouches for: they do not
 * apply in trusted networks, and those on mail not to authenticated clients, whose credential and tenant are limited.
 *
 * @param ipv4Network prefix length of what counts as one network
 * @param ipv6Network the same for IPv6; also what counts as one address there when it comes to bans
 */
public record ClientLimits(
        Map<SubjectKind, Limits> bySubject,
        int ipv4Network,
        int ipv6Network,
        LoginLimits logins,
        SessionLimits session,
        ContentLimits content) {
    /** What applies where sluice.xml says nothing. */
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
