package org.sluicemta.console.jmx;

import java.time.InstantSource;
import java.util.List;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.stream.StreamId;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

/** The suppression list as a bean. */
public final class Suppressions implements SuppressionsMXBean {
    private final SuppressionList list;
    private final InstantSource clock;

    @Inject
    public Suppressions(SuppressionList list, InstantSource clock) {
        this.list = list;
        this.clock = clock;
    }

    @Override
    public long getSize() {
        return list.size();
    }

    @Override
    public List<SuppressionRow> find(String target) {
        return list.find(target).stream().map(SuppressionRow::of).toList();
    }

    @Override
    public List<SuppressionRow> list(@Nullable String tenant, @Nullable String after, int limit) {
        return list.list(tenant == null ? null : new TenantId(tenant), after, limit).stream()
                .map(SuppressionRow::of)
                .toList();
    }

    @Override
    public void add(
            String target,
            @Nullable String tenant,
            @Nullable String stream,
            String reason,
            @Nullable String evidence,
            String by) {
        list.add(new Suppression(
                target,
                scope(tenant, stream),
                ReasonWords.parse(reason),
                "operator",
                evidence,
                by,
                clock.instant(),
                null));
    }

    @Override
    public boolean remove(String target, @Nullable String tenant, @Nullable String stream, String by) {
        return list.remove(target, scope(tenant, stream), by);
    }

    private static SuppressionScope scope(@Nullable String tenant, @Nullable String stream) {
        if (tenant == null) {
            if (stream != null) {
                throw new IllegalArgumentException("a stream needs its tenant, got stream \"" + stream + "\" alone");
            }
            return new SuppressionScope.Global();
        }
        TenantId owner = new TenantId(tenant);
        return stream == null
                ? new SuppressionScope.OfTenant(owner)
                : new SuppressionScope.OfStream(owner, new StreamId(stream));
    }
}
