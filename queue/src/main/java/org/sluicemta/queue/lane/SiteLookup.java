package org.sluicemta.queue.lane;

import java.util.concurrent.CompletionStage;
import org.sluicemta.egress.SiteId;

/** Finds the site of a domain's MX hosts in DNS. Never called while a client waits. */
public interface SiteLookup {
    /**
     * The configured site, else that of the domain's MX hosts, or {@link SiteId#OTHER} if it has none; completes
     * exceptionally if DNS gives no answer.
     */
    CompletionStage<SiteId> of(String domain);
}
