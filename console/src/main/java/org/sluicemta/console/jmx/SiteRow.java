package org.sluicemta.console.jmx;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.SiteOperations;
import org.sluicemta.gateway.SiteStatus;

/**
 * A pool's deliveries to a site, as shown to operators.
 *
 * @param inDelivery messages in delivery
 * @param connections open, in use or kept
 * @param failures failures to connect in a row
 * @param waitsFor why nothing more may leave now, or null if something may
 * @param until when that may be over, ISO 8601 in UTC, or null if it can't be told
 * @param lastError the last failure to connect since the last success, or null
 * @param sources which sources the site refuses or has told to slow down, such as {@code source mkt-1 at gmail: rests
 *     until …}
 * @param tenants what single tenants and campaigns wait for, such as {@code acme: cap of tenant acme: 5/1h} or {@code
 *     acme, campaign spring: cap of campaign spring of tenant acme: 100/1m}
 */
public record SiteRow(
        String pool,
        String site,
        int inDelivery,
        int connections,
        int failures,
        @Nullable String waitsFor,
        @Nullable String until,
        @Nullable String lastError,
        List<String> sources,
        List<String> tenants) {
    public SiteRow {
        sources = List.copyOf(sources);
        tenants = List.copyOf(tenants);
    }

    static SiteRow of(SiteOperations.Site site) {
        SiteStatus status = site.status();
        Instant until = site.until();
        return new SiteRow(
                status.pool().value(),
                status.site().value(),
                status.inFlight(),
                status.openConnections(),
                status.failures(),
                site.waitsFor(),
                until == null ? null : until.truncatedTo(ChronoUnit.SECONDS).toString(),
                status.lastError(),
                status.sources(),
                site.owners().entrySet().stream()
                        .map(owner -> owner.getKey() + ": " + owner.getValue())
                        .sorted()
                        .toList());
    }
}
