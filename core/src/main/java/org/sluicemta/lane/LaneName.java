package org.sluicemta.lane;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.campaign.CampaignId;
import org.sluicemta.campaign.MailOwner;
import org.sluicemta.campaign.Mailing;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.SiteId;
import org.sluicemta.stream.StreamId;
import org.sluicemta.tenant.TenantId;

/**
 * The name of a queue that mail waits in: {@code egress.<pool>.<site>.shared}, or {@code
 * egress.<pool>.<site>.tenant.<tenant>} for a tenant with a backlog of its own there. A campaign with a backlog has
 * {@code .campaign.<campaign>} after that; where several streams leave by the pool, so has a stream {@code
 * .stream.<stream>}. Dots in a site are written as {@code ~}, because dots separate the parts of a queue name.
 *
 * @param tenant owner, or null for the lane that light tenants share
 * @param mailing what of the tenant's mail is alone there, or null for all of it
 */
public record LaneName(
        PoolId pool,
        SiteId site,
        @Nullable TenantId tenant,
        @Nullable Mailing mailing) {
    public static final String PREFIX = "egress.";

    private static final String SHARED = "shared";
    private static final String TENANT = "tenant";
    private static final String CAMPAIGN = "campaign";
    private static final String STREAM = "stream";

    public LaneName {
        if (mailing != null && tenant == null) {
            throw new IllegalArgumentException("a lane of " + mailing + " needs a tenant");
        }
    }

    /** Of a tenant, or of all. */
    public LaneName(PoolId pool, SiteId site, @Nullable TenantId tenant) {
        this(pool, site, tenant, null);
    }

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
        if (words.length == 5 && words[3].equals(TENANT)) {
            return Optional.of(new LaneName(pool, site, new TenantId(words[4])));
        }
        return words.length == 7 && words[3].equals(TENANT)
                ? mailing(words[5], words[6]).map(of -> new LaneName(pool, site, new TenantId(words[4]), of))
                : Optional.empty();
    }

    private static Optional<Mailing> mailing(String kind, String name) {
        return switch (kind) {
            case CAMPAIGN -> Optional.of(new Mailing.OfCampaign(new CampaignId(name)));
            case STREAM -> Optional.of(new Mailing.OfStream(new StreamId(name)));
            default -> Optional.empty();
        };
    }

    /** The name of both the Artemis address and the queue. */
    public String queue() {
        String start = PREFIX + pool + "." + site.value().replace('.', '~') + ".";
        TenantId owner = tenant;
        return owner == null ? start + SHARED : start + TENANT + "." + owner + suffix();
    }

    /** Whose limits count for all mail there, from the narrowest; empty for a shared lane. */
    public List<MailOwner> owners() {
        TenantId of = tenant;
        if (of == null) {
            return List.of();
        }
        return mailing instanceof Mailing.OfCampaign its
                ? List.of(new MailOwner(of, its.campaign()), MailOwner.of(of))
                : List.of(MailOwner.of(of));
    }

    private String suffix() {
        Mailing of = mailing;
        return switch (of) {
            case null -> "";
            case Mailing.OfCampaign its -> "." + CAMPAIGN + "." + its.campaign();
            case Mailing.OfStream its -> "." + STREAM + "." + its.stream();
        };
    }

    @Override
    public String toString() {
        return queue();
    }
}
