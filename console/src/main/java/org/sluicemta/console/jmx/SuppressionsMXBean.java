package org.sluicemta.console.jmx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code org.sluicemta:type=Suppressions}. Targets are addresses or domains. Without a tenant an entry is global; with a
 * tenant and no stream it counts for all the tenant's streams. Words that cannot be read throw
 * IllegalArgumentException naming them.
 */
public interface SuppressionsMXBean {
    long getSize();

    /** The entries for a target, in every scope. */
    List<SuppressionRow> find(String target);

    /** A page in order of target; {@code after} is the last target of the page before, or null. */
    List<SuppressionRow> list(@Nullable String tenant, @Nullable String after, int limit);

    void add(
            String target,
            @Nullable String tenant,
            @Nullable String stream,
            String reason,
            @Nullable String evidence,
            String by);

    /** False when there was no such entry. */
    boolean remove(String target, @Nullable String tenant, @Nullable String stream, String by);
}
