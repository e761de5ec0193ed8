package org.sluicemta.console.jmx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.sluicemta.console.operation.RateOperations;
import org.sluicemta.reputation.RateCounts;
import org.sluicemta.reputation.RateKey;
import org.sluicemta.reputation.RateKind;
import org.sluicemta.reputation.RateSums;
import org.sluicemta.tenant.TenantId;

/** The counts of the window as a bean. */
public final class RateFigures implements RatesMXBean {
    private final RateOperations operations;

    @Inject
    public RateFigures(RateOperations operations) {
        this.operations = operations;
    }

    @Override
    public List<RateRow> getRates() {
        return rows(operations.all());
    }

    @Override
    public List<RateRow> ofTenant(String tenant) {
        return rows(operations.ofTenant(new TenantId(tenant)));
    }

    @Override
    public List<HoldRow> getHeld() {
        return operations.held().stream()
                .map(suspension -> new HoldRow(
                        suspension.tenant().value(),
                        suspension.stream().value(),
                        suspension.reason(),
                        RateOperations.selector(suspension),
                        suspension.since().toString()))
                .toList();
    }

    private static List<RateRow> rows(Map<RateKey, RateCounts> figures) {
        List<RateRow> rows = new ArrayList<>();
        RateSums.byTenant(figures).forEach((name, counts) -> rows.add(row("tenant", name, counts)));
        for (RateKind kind : RateKind.values()) {
            RateSums.by(kind, figures).forEach((name, counts) -> rows.add(row(kind.label(), name, counts)));
        }
        return rows;
    }

    private static RateRow row(String kind, String name, RateCounts counts) {
        return new RateRow(
                kind,
                name,
                counts.sent(),
                counts.delivered(),
                counts.hardBounces(),
                counts.hardBouncePercent(),
                counts.complaints(),
                counts.complaintPercent());
    }
}
