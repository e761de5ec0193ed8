package org.sluicemta.egress;

import java.util.List;

/**
 * Limits over all pools and sites.
 *
 * @param all caps on all messages that leave; none for no limit
 * @param tenants on what one tenant sends
 */
public record ServerCaps(List<MessageCap> all, TenantLimits tenants) {
    public static final ServerCaps NONE = new ServerCaps(List.of(), TenantLimits.NONE);

    public ServerCaps {
        all = List.copyOf(all);
    }
}
