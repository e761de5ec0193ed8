package org.sluicemta.console.operation;

import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

/** Which entries to list. What is null isn't asked for. */
public record SuppressionFilter(
        @Nullable SuppressionReason reason,
        @Nullable String stream,
        @Nullable String source) {
    boolean matches(Suppression entry) {
        return (reason == null || entry.reason() == reason)
                && (source == null || entry.source().equals(source))
                && (stream == null
                        || (entry.scope() instanceof SuppressionScope.OfStream of
                                && of.stream().value().equals(stream)));
    }
}
