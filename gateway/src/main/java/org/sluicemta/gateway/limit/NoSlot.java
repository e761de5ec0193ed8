package org.sluicemta.gateway.limit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.gateway.pace.LimitReached;

/**
 * Why there is no slot now.
 *
 * @param limit the limit that is reached, such as {@code source mkt-1: 60000/1h}; null where the reason says it
 * @param earliest when there may be one, or null if that can't be told because something must end first
 */
public record NoSlot(
        Reason reason, @Nullable String limit, @Nullable Instant earliest) {
    /** The first reason there is no slot. */
    public enum Reason {
        /** The server is stopping. */
        STOPPING,
        /** All connections of the site are in use. */
        SITE_CONNECTIONS,
        /** The site hasn't accepted connections lately. */
        SITE_SUSPENDED,
        /** The site's messages per second are used up. */
        SITE_RATE,
        /** The hosts that the domain's mail goes to haven't accepted connections lately. */
        HOSTS_SUSPENDED,
        /** The domain, together with others on the same hosts, has used its share of the common site. */
        DOMAIN_SHARE,
        /** It isn't known whether the domain's hosts answer, and enough such connections are being opened. */
        OPENING,
        /** All connections of the server or the pool are in use. */
        SERVER_CONNECTIONS,
        /** As many messages as a cap allows have left, or have begun to. */
        MESSAGE_CAP,
        /** The site refuses the sources that could send, so they rest. */
        SOURCES_REST,
        /** The site has told the sources that could send to slow down. */
        SOURCES_SLOWED,
        /** As many connections as a second allows are about to be opened. */
        OPENING_RATE,
        /** Those before it have used up the bytes of a second. */
        BYTE_RATE,
        /** All connections that the tenant or the campaign may use are in use. */
        OWNER_CONNECTIONS,
        /** As many messages of the tenant or the campaign as a cap allows have left, or have begun to. */
        OWNER_CAP,
        /** The site refuses mail of the tenant, so it rests there. */
        OWNER_RESTS;

        /** Whether nothing is wrong with this server if it lasts for hours. */
        public boolean mayLastForHours() {
            return this == MESSAGE_CAP || this == SOURCES_REST || this == OWNER_CAP || this == OWNER_RESTS;
        }

        /** Whether sites share the limit. */
        boolean isShared() {
            return switch (this) {
                case SERVER_CONNECTIONS, MESSAGE_CAP, SOURCES_REST, SOURCES_SLOWED, OPENING_RATE, BYTE_RATE -> true;
                case STOPPING,
                        SITE_CONNECTIONS,
                        SITE_SUSPENDED,
                        SITE_RATE,
                        HOSTS_SUSPENDED,
                        DOMAIN_SHARE,
                        OPENING,
                        OWNER_CONNECTIONS,
                        OWNER_CAP,
                        OWNER_RESTS -> false;
            };
        }
    }

    /** One whose reason says it all. */
    public static NoSlot of(Reason reason, @Nullable Instant earliest) {
        return new NoSlot(reason, null, earliest);
    }

    static NoSlot of(LimitReached limit, @Nullable Instant earliest) {
        Reason reason = switch (limit.kind()) {
            case CONNECTIONS -> Reason.SERVER_CONNECTIONS;
            case CAP -> Reason.MESSAGE_CAP;
            case REST -> Reason.SOURCES_REST;
            case LEVEL -> Reason.SOURCES_SLOWED;
            case OPENING_RATE -> Reason.OPENING_RATE;
            case OCTET_RATE -> Reason.BYTE_RATE;
        };
        return new NoSlot(reason, limit.toString(), earliest);
    }

    static NoSlot ofOwner(LimitReached limit, @Nullable Instant earliest) {
        Reason reason = switch (limit.kind()) {
            case CONNECTIONS, OPENING_RATE, OCTET_RATE -> Reason.OWNER_CONNECTIONS;
            case CAP -> Reason.OWNER_CAP;
            case REST, LEVEL -> Reason.OWNER_RESTS;
        };
        return new NoSlot(reason, limit.toString(), earliest);
    }
}
