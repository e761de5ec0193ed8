package org.sluicemta.console.jmx;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/**
 * An entry of the suppression list, as shown to operators.
 *
 * @param tenant null for a global entry
 * @param stream null for all of a tenant's streams
 * @param created ISO 8601, UTC
 */
public record SuppressionRow(
        String target,
        @Nullable String tenant,
        @Nullable String stream,
        String reason,
        String source,
        @Nullable String evidence,
        String by,
        String created,
        @Nullable String expires) {

    public static SuppressionRow of(Suppression entry) {
        Instant expires = entry.expires();
        return new SuppressionRow(
                entry.target(),
                tenantOf(entry.scope()),
                entry.scope() instanceof SuppressionScope.OfStream of
                        ? of.stream().value()
                        : null,
                entry.reason().word(),
                entry.source(),
                entry.evidence(),
                entry.by(),
                entry.created().toString(),
                expires == null ? null : expires.toString());
    }

    /** The entry again. */
    public Suppression entry() {
        return new Suppression(
                target,
                SuppressionScope.of(tenant, stream),
                SuppressionReason.parse(reason),
                source,
                evidence,
                by,
                Instant.parse(created),
                expires == null ? null : Instant.parse(expires));
    }

    private static @Nullable String tenantOf(SuppressionScope scope) {
        return switch (scope) {
            case SuppressionScope.Global() -> null;
            case SuppressionScope.OfTenant of -> of.tenant().value();
            case SuppressionScope.OfStream of -> of.tenant().value();
        };
    }
}
