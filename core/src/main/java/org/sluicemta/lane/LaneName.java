package org.sluicemta.lane;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.tenant.TenantId;

/**
 * The name of a queue that mail waits in: {@code egress.<pool>.<site>.shared}, or {@code
 * egress.<pool>.<site>.tenant.<tenant>} for a tenant with a backlog of its own there. Dots in a site are written as
 * {@code ~}, because dots separate the parts of a queue name.
 *
 * @param tenant owner, or null for the lane that light tenants share
 */
public record LaneName(PoolId pool, SiteId site, @Nullable TenantId tenant) {
    public static final String PREFIX = "egress.";

    private static final String SHARED = "shared";
    private static final String TENANT = "tenant";

    /** Parses a queue name; empty when it isn't a lane. */
    public static Optional<LaneName> parse(String queue) {
        String[] words = queue.split("\\.", -1);
        if (!queue.startsWith(PREFIX) || words.length < 4) {
            return Optional.empty();
        }
        PoolId pool = new PoolId(words[1]);
        SiteId site = new SiteId(words[2].replace('~', '.'));
        if (words.length == 4 && words[3].equals(SHARED)) {
            return Optional.of(new LaneName(pool, site, null));
        }
        return words.length == 5 && words[3].equals(TENANT)
                ? Optional.of(new LaneName(pool, site, new TenantId(words[4])))
                : Optional.empty();
    }

    /** The name of both the Artemis address and the queue. */
    public String queue() {
        String start = PREFIX + pool + "." + site.value().replace('.', '~') + ".";
        TenantId owner = tenant;
        return owner == null ? start + SHARED : start + TENANT + "." + owner;
    }

    @Override
    public String toString() {
        return queue();
    }
}
